package dev.tidegate.tests.ecs;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;
import static dev.tidegate.tests.ecs.Laboratory.blueGreen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.tidegate.tests.definition.ServiceDefinition;
import dev.tidegate.tests.definition.Timestamps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

class TaskTest {
    private final Laboratory lab = new Laboratory();

    private String run(Consumer<RunTaskRequest.Builder> request) {
        return lab.ecs.runTask(filled -> {
            filled.cluster(CLUSTER).taskDefinition("shop:1");
            request.accept(filled);
        }).tasks().getFirst().taskArn();
    }

    private void untilStatus(String arn, String status) {
        lab.until(() -> lab.task(arn).lastStatus().equals(status));
    }

    private static TaskOverride overriding(ContainerOverride override) {
        return TaskOverride.builder().containerOverrides(List.of(override)).build();
    }

    @Test
    void itGoesThroughAllStatesAndTellsEachInAnEventWithAHigherVersion() {
        var arn = run(request -> request.startedBy("me"));
        untilStatus(arn, "RUNNING");
        lab.containers.started().getFirst().exit(0);
        untilStatus(arn, "STOPPED");

        var events = lab.events("ECS Task State Change");
        assertThat(events).extracting(event -> event.get("lastStatus").asText())
                .containsExactly("PROVISIONING", "PENDING", "ACTIVATING", "RUNNING", "DEPROVISIONING", "STOPPED");
        assertThat(events).extracting(event -> event.get("version").asInt()).containsExactly(1, 2, 3, 4, 5, 6);
        var last = events.getLast();
        assertThat(last.get("startedBy").asText()).isEqualTo("me");
        assertThat(last.get("group").asText()).isEqualTo("family:shop");
        assertThat(last.get("stopCode").asText()).isEqualTo("EssentialContainerExited");
        assertThat(last.at("/containers/0/exitCode").asInt()).isZero();
        assertThat(last.get("stoppedAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(last.has("tags")).isFalse();
        assertThat(events).as("what AWS calls a task, and when the event was made").allSatisfy(
                event -> assertThat(ServiceDefinition.of("ecs").of("Task", event.deepCopy().without("updatedAt"),
                        Timestamps.ISO_8601)).isEmpty());
    }

    @Test
    void aStoppedTaskIsVisibleOnlyUnderStoppedAlthoughItExecutes() {
        lab.containers.stubborn("shop:1");
        var arn = run(request -> {});
        untilStatus(arn, "RUNNING");

        lab.ecs.stopTask(request -> request.cluster(CLUSTER).task(arn).reason("enough"));

        assertThat(lab.ecs.listTasks(request -> request.cluster(CLUSTER)).taskArns()).isEmpty();
        assertThat(lab.ecs.listTasks(request -> request.cluster(CLUSTER).desiredStatus(DesiredStatus.PENDING))
                .taskArns())
                .isEmpty();
        assertThat(lab.ecs.listTasks(request -> request.cluster(CLUSTER).desiredStatus(DesiredStatus.STOPPED))
                .taskArns())
                .containsExactly(arn);
        assertThat(lab.task(arn).lastStatus()).isEqualTo("STOPPING");
        assertThat(lab.containers.executing("shop:1")).hasSize(1);
    }

    @Test
    void itIsKilledAfterItsStopTimeout() {
        lab.containers.stubborn("shop:1");
        var arn = run(request -> {});
        untilStatus(arn, "RUNNING");
        lab.ecs.stopTask(request -> request.cluster(CLUSTER).task(arn).reason("enough"));

        lab.time.advance(Duration.ofSeconds(29));
        assertThat(lab.task(arn).lastStatus()).isEqualTo("STOPPING");
        untilStatus(arn, "STOPPED");

        assertThat(lab.task(arn).containers().getFirst().exitCode()).isEqualTo(137);
        assertThat(lab.task(arn).stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
        assertThat(lab.task(arn).stoppedReason()).isEqualTo("enough");
    }

    @Test
    void aStoppedTaskIsForgottenAfterAnHour() {
        var arn = run(request -> {});
        untilStatus(arn, "RUNNING");
        lab.containers.started().getFirst().exit(0);
        untilStatus(arn, "STOPPED");

        lab.time.advance(Duration.ofMinutes(59));
        assertThat(lab.task(arn).lastStatus()).isEqualTo("STOPPED");
        lab.time.advance(Duration.ofMinutes(1));
        var answer = lab.ecs.describeTasks(request -> request.cluster(CLUSTER).tasks(arn));
        assertThat(answer.tasks()).isEmpty();
        assertThat(answer.failures()).singleElement()
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("MISSING"));
    }

    @Test
    void overridesReachTheContainerAndItsEvents() {
        run(request -> request.overrides(overriding(ContainerOverride.builder()
                .name("app")
                .command("migrate", "up")
                .environment(KeyValuePair.builder().name("MODE").value("migrate").build())
                .build())));
        lab.until(() -> !lab.containers.started().isEmpty());

        var spec = lab.containers.started().getFirst().spec();
        assertThat(spec.command()).containsExactly("migrate", "up");
        assertThat(spec.environment()).isEqualTo(Map.of("MODE", "migrate"));
        assertThat(lab.events("ECS Task State Change").getFirst()
                .at("/overrides/containerOverrides/0/environment/0/value").asText()).isEqualTo("migrate");
    }

    @Test
    void anImageThatIsMissingFailsTheStart() {
        lab.containers.missing("shop:1");
        var arn = run(request -> {});

        untilStatus(arn, "STOPPED");

        assertThat(lab.task(arn).stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(lab.task(arn).stoppedReason()).startsWith("CannotPullContainerError");
        assertThat(lab.task(arn).containers().getFirst().exitCode()).isNull();
    }

    @Test
    void secretsAreResolvedAndAnUnknownOneFailsTheStart() {
        lab.simulated.behave(EcsBehaviour.standard()
                .withSecrets(valueFrom -> Optional.of("s3cret").filter(value -> valueFrom.equals("arn:known"))));
        for (var secret : List.of("arn:known", "arn:unknown")) {
            lab.ecs.registerTaskDefinition(request -> request.family("secretive")
                    .containerDefinitions(List.of(ContainerDefinition.builder()
                            .name("app")
                            .image("secretive")
                            .secrets(List.of(Secret.builder().name("PASSWORD").valueFrom(secret).build()))
                            .build())));
        }

        var known = run(request -> request.taskDefinition("secretive:1"));
        untilStatus(known, "RUNNING");
        assertThat(lab.containers.started().getFirst().spec().environment()).containsEntry("PASSWORD", "s3cret");
        var unknown = run(request -> request.taskDefinition("secretive:2"));
        untilStatus(unknown, "STOPPED");
        assertThat(lab.task(unknown).stoppedReason()).contains("ResourceInitializationError");
    }

    @Test
    void theSameClientTokenGivesTheSameTask() {
        var first = run(request -> request.clientToken("token-1"));

        assertThat(run(request -> request.clientToken("token-1"))).isEqualTo(first);
        assertThat(run(request -> request.clientToken("token-2"))).isNotEqualTo(first);
    }

    @Test
    void theSameClientTokenWithOtherParametersIsAConflict() {
        var first = run(request -> request.clientToken("token-1"));

        assertThatThrownBy(() -> run(request -> request.clientToken("token-1").startedBy("other")))
                .isInstanceOfSatisfying(ConflictException.class,
                        conflict -> assertThat(conflict.resourceIds()).containsExactly(first));
    }

    @Test
    void aClientTokenIsForgottenAnHourAfterItsTaskStopped() {
        lab.containers.exitsAtOnce("shop:1", 0);
        var first = run(request -> request.clientToken("token-1"));
        untilStatus(first, "STOPPED");

        lab.time.advance(Duration.ofMinutes(59));
        assertThat(run(request -> request.clientToken("token-1"))).isEqualTo(first);
        lab.time.advance(Duration.ofMinutes(2));
        assertThat(run(request -> request.clientToken("token-1"))).isNotEqualTo(first);
    }

    @Test
    void plannedFailuresStartNothing() {
        lab.simulated.failNextRunTask("RESOURCE:FARGATE");

        var answer = lab.ecs.runTask(request -> request.cluster(CLUSTER).taskDefinition("shop:1"));

        assertThat(answer.tasks()).isEmpty();
        assertThat(answer.failures()).extracting(failure -> failure.reason()).containsExactly("RESOURCE:FARGATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"blank here", "a.b", "ä"})
    void startedByHasFewLetters(String startedBy) {
        assertThatThrownBy(() -> run(request -> request.startedBy(startedBy)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void wrongRequestsAreRefused() {
        var tooLong = overriding(ContainerOverride.builder().name("app").command("x".repeat(8192)).build());
        var stranger = overriding(ContainerOverride.builder().name("sidecar").build());

        assertThatThrownBy(() -> run(request -> request.startedBy("x".repeat(129))))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> run(request -> request.overrides(tooLong)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> run(request -> request.overrides(stranger)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("not a container in the TaskDefinition");
        assertThatThrownBy(() -> run(request -> request.taskDefinition("shop:99"))).isInstanceOf(ClientException.class);
        assertThatThrownBy(() -> run(request -> request.cluster("elsewhere")))
                .isInstanceOf(ClusterNotFoundException.class);
    }

    @Test
    void startedByMustBeTheOnlyFilter() {
        var arn = run(request -> request.startedBy("me"));

        assertThat(lab.ecs.listTasks(request -> request.cluster(CLUSTER).startedBy("me")).taskArns())
                .containsExactly(arn);
        assertThatThrownBy(
                () -> lab.ecs.listTasks(request -> request.cluster(CLUSTER).startedBy("me").family("shop")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void listsComeInPagesThatMissNothing() {
        lab.simulated.behave(EcsBehaviour.standard().withPageSize(3));
        lab.ecs.runTask(request -> request.cluster(CLUSTER).taskDefinition("shop:1").count(10));

        var pages = new ArrayList<Integer>();
        lab.ecs.listTasksPaginator(request -> request.cluster(CLUSTER)).forEach(page -> pages.add(page.taskArns()
                .size()));

        assertThat(pages).containsExactly(3, 3, 3, 1);
        assertThat(lab.ecs.listTasksPaginator(request -> request.cluster(CLUSTER)).taskArns().stream().distinct())
                .hasSize(10);
    }

    @Test
    void aServiceReplacesATaskThatEnds() {
        lab.serve(blueGreen());

        lab.containers.executing("shop:1").getFirst().exit(1);
        lab.time.advance(Duration.ofMinutes(1));

        assertThat(lab.containers.executing("shop:1")).hasSize(2);
        assertThat(lab.service().runningCount()).isEqualTo(2);
    }
}
