package dev.tidegate.lambda.aws;

import static dev.tidegate.lambda.release.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Launch;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.TaskStatus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskSet;

class MigrationTasksTest {
    private static final String CAPACITY = "Capacity is unavailable at this time. Please try again later";
    private final EcsStub ecs = new EcsStub();
    private final TaskDefinitions definitions = new TaskDefinitions(ecs, () -> NOON, AwsSamples.UNLIMITED);
    private final MigrationTasks tasks = new MigrationTasks(ecs, new Services(ecs, AwsSamples.UNLIMITED),
            definitions, new TaskLogs(
                    definitions, AwsSamples::noLogs), new Installation(AwsSamples.SETTINGS), AwsSamples.UNLIMITED);

    @BeforeEach
    void thereIsATaskDefinition() {
        ecs.taskDefinitions.put("migrate:7", AwsSamples.taskDefinition("migrate:7"));
    }

    @Test
    void aTaskIsAskedForSoThatItIsFoundAgainAndNeverInterruptedAsSpot() {
        ecs.runTask = _ -> RunTaskResponse.builder().tasks(Task.builder().taskArn("task/1").build()).build();

        assertThat(tasks.start(AwsSamples.ORDER)).isEqualTo(new Launch.Started("task/1"));

        RunTaskRequest request = ecs.run.getFirst();
        assertThat(request.cluster()).isEqualTo("shop");
        assertThat(request.taskDefinition()).isEqualTo(Samples.TARGET.migrationTaskDefinition());
        assertThat(request.count()).isEqualTo(1);
        assertThat(request.startedBy()).isEqualTo("tidegate/dep42/pre/1");
        assertThat(request.clientToken()).hasSizeLessThanOrEqualTo(64)
                .isEqualTo(AwsSamples.ORDER.key().clientToken("shop"));
        assertThat(request.launchTypeAsString()).isEqualTo("FARGATE");
        assertThat(request.hasCapacityProviderStrategy()).isFalse();
        assertThat(request.networkConfiguration().awsvpcConfiguration().subnets()).containsExactly("subnet-1");
        assertThat(request.networkConfiguration().awsvpcConfiguration().assignPublicIpAsString()).isEqualTo("DISABLED");
        assertThat(request.overrides().containerOverrides()).singleElement().satisfies(override -> {
            assertThat(override.name()).isEqualTo("migrate");
            assertThat(override.command()).containsExactly("pre");
            assertThat(override.environment()).singleElement().satisfies(variable -> {
                assertThat(variable.name()).isEqualTo("TIDEGATE_RELEASE");
                assertThat(variable.value()).isEqualTo("dep42");
            });
        });
    }

    private RunTaskRequest placed(Service.Builder service) {
        ecs.taskDefinitions.put("migrate:7", AwsSamples.taskDefinition("migrate:7").toBuilder()
                .requiresCompatibilities(List.of()).build());
        ecs.service = service.serviceName("web").build();
        ecs.runTask = _ -> RunTaskResponse.builder().tasks(Task.builder().taskArn("task/1").build()).build();
        tasks.start(AwsSamples.ORDER);
        return ecs.run.getFirst();
    }

    private static CapacityProviderStrategyItem provider(String name) {
        return CapacityProviderStrategyItem.builder().capacityProvider(name).weight(1).build();
    }

    @Test
    void spotIsNotTakenOverFromTheService() {
        RunTaskRequest request = placed(Service.builder().capacityProviderStrategy(provider("FARGATE_SPOT")));

        assertThat(request.launchTypeAsString()).isEqualTo("FARGATE");
        assertThat(request.hasCapacityProviderStrategy()).isFalse();
    }

    @Test
    void norFromItsTaskSets() {
        RunTaskRequest request = placed(Service.builder().taskSets(TaskSet.builder().capacityProviderStrategy(
                provider("FARGATE_SPOT"), provider("FARGATE")).build()));

        assertThat(request.launchTypeAsString()).isEqualTo("FARGATE");
    }

    @Test
    void aProviderOfInstancesIsTheServicesOwn() {
        RunTaskRequest request = placed(Service.builder().capacityProviderStrategy(provider("instances")));

        assertThat(request.capacityProviderStrategy()).containsExactly(provider("instances"));
        assertThat(request.launchType()).isNull();
    }

    @Test
    void theLaunchTypeOfATaskSetIsTakenWhereTheServiceHasNone() {
        RunTaskRequest request = placed(Service.builder().taskSets(TaskSet.builder().launchType(LaunchType.EC2)
                .build()));

        assertThat(request.launchType()).isEqualTo(LaunchType.EC2);
    }

    private static EcsException answered(int status, String code, String message) {
        return (EcsException) EcsException.builder().statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build()).build();
    }

    private static RunTaskResponse failing(String reason, String detail) {
        return RunTaskResponse.builder().failures(Failure.builder().reason(reason).detail(detail).build()).build();
    }

    static Stream<Arguments> answers() {
        return Stream.of(arguments(failing("RESOURCE:MEMORY", null), new Launch.NotNow("RESOURCE:MEMORY")),
                arguments(failing("RESOURCE:CPU", "no room"), new Launch.NotNow("RESOURCE:CPU: no room")),
                arguments(failing("AGENT", null), new Launch.NotNow("AGENT")),
                arguments(failing(CAPACITY, null), new Launch.NotNow(CAPACITY)),
                arguments(failing("LOCATION", null), new Launch.Impossible("LOCATION")),
                arguments(failing("ATTRIBUTE", "arch"), new Launch.Impossible("ATTRIBUTE: arch")),
                arguments(RunTaskResponse.builder().build(),
                        new Launch.NotNow("RunTask gave neither a task nor a failure")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerWithoutATaskSaysWhetherToTryAgain(RunTaskResponse response, Launch launch) {
        ecs.runTask = _ -> response;

        assertThat(tasks.start(AwsSamples.ORDER)).isEqualTo(launch);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(ConflictException.builder().resourceIds("task/first").message("exists").build(),
                        new Launch.Started("task/first")),
                arguments(ClientException.builder().statusCode(400).message(CAPACITY).build(),
                        new Launch.NotNow(CAPACITY)),
                arguments(ClientException.builder().statusCode(400).message("TaskDefinition is inactive").build(),
                        new Launch.Impossible("TaskDefinition is inactive")),
                arguments(InvalidParameterException.builder().statusCode(400).message("bad subnet").build(),
                        new Launch.Impossible("bad subnet")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalSaysWhetherToTryAgain(RuntimeException refusal, Launch launch) {
        ecs.runTask = _ -> {
            throw refusal;
        };

        assertThat(tasks.start(AwsSamples.ORDER)).isEqualTo(launch);
    }

    static Stream<RuntimeException> doubts() {
        return Stream.of(answered(500, "ServerException", "broken"), answered(503, "Unavailable", "away"),
                answered(400, "ThrottlingException", "Rate exceeded"), SdkClientException.create("read timed out"));
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void whenATaskMayHaveBeenMadeNothingIsConcluded(RuntimeException doubt) {
        ecs.runTask = _ -> {
            throw doubt;
        };

        assertThatThrownBy(() -> tasks.start(AwsSamples.ORDER)).isInstanceOf(Cloud.Unavailable.class)
                .hasMessageStartingWith("ECS RunTask: ");
    }

    @Test
    void aTaskThatRunsIsFoundByWhoStartedItAndNothingElse() {
        ecs.tasks.put("RUNNING", List.of(AwsSamples.task("task/x", "RUNNING").startedBy("ecs-svc/1").build(),
                AwsSamples.task("task/1", "RUNNING").startedBy("tidegate/dep42/pre/1").build()));

        assertThat(tasks.find(AwsSamples.ORDER)).contains("task/1");
        assertThat(ecs.listed.getFirst().family()).isNull();
        assertThat(ecs.listed.getFirst().serviceName()).isNull();
    }

    @Test
    void aTaskThatHasStoppedIsFoundInItsFamilyOnWhateverPage() {
        ecs.pageSize = 1;
        ecs.tasks.put("STOPPED", List.of(AwsSamples.task("task/0", "STOPPED").startedBy("tidegate/dep42/pre/2").build(),
                AwsSamples.task("task/1", "STOPPED").startedBy("tidegate/dep42/pre/1").build()));

        assertThat(tasks.find(AwsSamples.ORDER)).contains("task/1");
        assertThat(ecs.listed.getLast().family()).isEqualTo("migrate");
    }

    @Test
    void aTaskThatWasNeverStartedIsNotFound() {
        assertThat(tasks.find(AwsSamples.ORDER)).isEmpty();
    }

    private static Task.Builder stopped(String stopCode, Integer exitCode, String containerReason) {
        return AwsSamples.task("task/1", "STOPPED").stopCode(stopCode).stoppedReason("words").containers(
                Container.builder().name("sidecar").exitCode(0).build(),
                Container.builder().name("migrate").exitCode(exitCode).reason(containerReason).build());
    }

    static Stream<Arguments> statuses() {
        return Stream.of(arguments(AwsSamples.task("task/1", "DEPROVISIONING"), new TaskStatus.Alive("DEPROVISIONING")),
                arguments(AwsSamples.task("task/1", "SOMETHING_NEW"), new TaskStatus.Alive("SOMETHING_NEW")),
                arguments(stopped("EssentialContainerExited", 0, null), new TaskStatus.Exited(0, "")),
                arguments(stopped("EssentialContainerExited", 3, null),
                        new TaskStatus.Exited(3, "EssentialContainerExited: words")),
                arguments(stopped("UserInitiated", 137, "OutOfMemoryError"),
                        new TaskStatus.Exited(137, "UserInitiated: words; OutOfMemoryError")),
                arguments(stopped("TaskFailedToStart", null, "CannotPullContainerError"),
                        new TaskStatus.NeverStarted("TaskFailedToStart: words; CannotPullContainerError")),
                arguments(stopped("SpotInterruption", null, null), new TaskStatus.Lost("SpotInterruption: words")),
                arguments(stopped("UserInitiated", null, null), new TaskStatus.Lost("UserInitiated: words")),
                arguments(stopped(null, null, null).stoppedReason(null), new TaskStatus.Lost("no reason given")));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void onlyTheExitCodeOfTheMigrationContainerCounts(Task.Builder task, TaskStatus status) {
        ecs.tasks.put("RUNNING", List.of(task.build()));

        assertThat(tasks.status(Samples.TARGET, "task/1")).isEqualTo(status);
    }

    @Test
    void aTaskThatEcsDoesNotKnowIsMissing() {
        ecs.failures.add(Failure.builder().arn("task/1").reason("MISSING").build());

        assertThat(tasks.status(Samples.TARGET, "task/1")).isEqualTo(new TaskStatus.Missing());
    }

    @Test
    void aTaskThatCannotBeDescribedForAnotherReasonIsNotTakenForMissing() {
        ecs.failures.add(Failure.builder().arn("task/1").reason("INTERNAL").build());

        assertThatThrownBy(() -> tasks.status(Samples.TARGET, "task/1")).isInstanceOf(Cloud.Unavailable.class)
                .hasMessage("ECS DescribeTasks: task/1: INTERNAL");
    }

    @Test
    void aTaskThatEcsHasGivenUpMayGoOn() {
        ecs.tasks.put("RUNNING", List.of(stopped(null, null, null).stoppedReason(
                "Container instance deregistration forced by user").build()));

        assertThat(tasks.status(Samples.TARGET, "task/1")).isEqualTo(new TaskStatus.Unknown("ECS has given it up while"
                + " its container may go on: Container instance deregistration forced by user"));
    }

    @Test
    void aTaskIsStoppedWithAReason() {
        tasks.stop(Samples.TARGET, "task/1", "its deadline was noon");

        assertThat(ecs.stopped).singleElement().satisfies(stop -> {
            assertThat(stop.cluster()).isEqualTo("shop");
            assertThat(stop.task()).isEqualTo("task/1");
            assertThat(stop.reason()).isEqualTo("its deadline was noon");
        });
    }

    @Test
    void withoutAServiceTheNetworkHasToBeInTheSettings() {
        ecs.service = ecs.service.toBuilder().serviceName("another").build();
        ecs.runTask = _ -> RunTaskResponse.builder().tasks(Task.builder().taskArn("task/1").build()).build();
        Installation without = new Installation(AwsSamples.settings("", ""));

        assertThat(tasks.start(AwsSamples.ORDER)).isEqualTo(new Launch.Started("task/1"));
        assertThat(new MigrationTasks(ecs, new Services(ecs, AwsSamples.UNLIMITED), definitions, new TaskLogs(
                definitions, AwsSamples::noLogs), without, AwsSamples.UNLIMITED).start(AwsSamples.ORDER)).isEqualTo(
                        new Launch.Impossible("there is no service \"web\" in cluster \"shop\" whose network it could"
                                + " take; give \"subnets\" and \"securityGroups\" of the task in the settings"));
    }

    @Test
    void aTaskDefinitionThatIsGoneDoesNotComeBack() {
        ecs.taskDefinitions.clear();

        assertThat(tasks.start(AwsSamples.ORDER)).isInstanceOf(Launch.Impossible.class);
    }
}
