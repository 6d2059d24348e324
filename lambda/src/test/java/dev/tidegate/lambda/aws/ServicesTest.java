package dev.tidegate.lambda.aws;

import static dev.tidegate.lambda.release.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.drain.TaskSighting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.Task;

class ServicesTest {
    private final EcsStub ecs = new EcsStub();
    private final Services services = new Services(ecs, AwsSamples.UNLIMITED);

    private static List<Task> tasks(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> AwsSamples.task(prefix + i, "RUNNING").build()).toList();
    }

    @Test
    void tasksThatRunAndTasksThatAreBeingStoppedAreReadToTheLastPage() {
        ecs.tasks.put("RUNNING", tasks("running/", 150));
        ecs.tasks.put("STOPPED", tasks("stopping/", 101));

        assertThat(services.ofService("shop", "web")).extracting(Task::taskArn).hasSize(251)
                .contains("running/149", "stopping/100");

        assertThat(ecs.listed).extracting(ListTasksRequest::desiredStatusAsString).containsExactly("RUNNING",
                "RUNNING", "STOPPED", "STOPPED");
        assertThat(ecs.listed).allMatch(list -> list.cluster().equals("shop") && list.serviceName().equals("web")
                && list.startedBy() == null);
        assertThat(ecs.described).extracting(describe -> describe.tasks().size()).containsExactly(100, 100, 51);
    }

    @Test
    void aTaskThatIsListedTwiceIsSeenOnce() {
        Task task = AwsSamples.task("task/1", "DEACTIVATING").build();
        ecs.tasks.put("RUNNING", List.of(task));
        ecs.tasks.put("STOPPED", List.of(task));

        assertThat(services.ofService("shop", "web")).hasSize(1);
    }

    @Test
    void aTaskThatEcsHasForgottenIsGone() {
        ecs.tasks.put("STOPPED", tasks("t/", 2));
        ecs.failures.add(Failure.builder().arn("t/0").reason("MISSING").build());

        assertThat(services.ofService("shop", "web")).extracting(Task::taskArn).containsExactly("t/1");
    }

    @Test
    void aTaskThatIsListedAsRunningAndThenNotKnownIsNotGone() {
        ecs.tasks.put("RUNNING", tasks("t/", 1));
        ecs.failures.add(Failure.builder().arn("t/0").reason("MISSING").build());

        assertThatThrownBy(() -> services.ofService("shop", "web")).isInstanceOf(Cloud.Unavailable.class)
                .hasMessage("ECS DescribeTasks: t/0 is to run but MISSING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCESS_DENIED", "INTERNAL", "missing"})
    void anyOtherFailureLeavesUsNotKnowing(String reason) {
        ecs.tasks.put("RUNNING", tasks("t/", 1));
        ecs.failures.add(Failure.builder().arn("t/0").reason(reason).build());

        assertThatThrownBy(() -> services.ofService("shop", "web")).isInstanceOf(Cloud.Unavailable.class)
                .hasMessage("ECS DescribeTasks: t/0: " + reason);
    }

    @Test
    void aTaskThatEcsSaysNothingAboutLeavesUsNotKnowing() {
        ecs.tasks.put("RUNNING", tasks("t/", 2));
        ecs.silentAbout = "t/1";

        assertThatThrownBy(() -> services.ofService("shop", "web")).isInstanceOf(Cloud.Unavailable.class)
                .hasMessage("ECS DescribeTasks: asked for 2 tasks, told of 1");
    }

    @Test
    void whatIsNotSaidOfATaskIsNotGuessed() {
        ecs.tasks.put("RUNNING", List.of(Task.builder().taskArn("t/0").build()));

        assertThat(new Sightings(new Codes(new TaskDefinitions(ecs, () -> NOON, AwsSamples.UNLIMITED))).of(services
                .ofService("shop", "web"),
                new Codes.Question(Optional
                        .empty(),
                        Set.of())).getFirst()).satisfies(task -> {
                            assertThat(task.revision()).isEmpty();
                            assertThat(task.lastStatus()).isEqualTo("in an unknown state");
                        });
    }

    @Test
    void aServiceThatIsNotThereIsNotEmpty() {
        assertThatThrownBy(() -> services.describe("shop", "other")).isInstanceOf(Cloud.Unavailable.class)
                .hasMessage("ECS DescribeServices: no service \"other\" in cluster \"shop\"");
    }

    /** ECS says STOPPED, but nobody has stopped the containers. */
    @Test
    void aTaskOfAnInstanceThatWasTakenOutByForceIsNotGone() {
        var sightings = new Sightings(new Codes(new TaskDefinitions(ecs, () -> NOON, AwsSamples.UNLIMITED)));
        Task abandoned = AwsSamples.task("t/1", "STOPPED").stoppedReason(
                "Container instance deregistration forced by user").build();
        Task ended = AwsSamples.task("t/2", "STOPPED").stoppedReason("Scaling activity initiated").build();

        assertThat(sightings.of(List.of(abandoned, ended), new Codes.Question(Optional.empty(), Set.of())))
                .extracting(TaskSighting::lastStatus, TaskSighting::gone)
                .containsExactly(tuple("ORPHANED", false), tuple("STOPPED", true));
    }

    @Test
    void whatTakesLongerThanTheInvocationIsNotKnownRatherThanHalfKnown() {
        ecs.tasks.put("RUNNING", IntStream.range(0, 250).mapToObj(i -> AwsSamples.task("task/" + i, "RUNNING").build())
                .toList());
        Instant[] now = {NOON};
        TimeLimit limit = new TimeLimit(() -> now[0]);
        Services limited = new Services(ecs, limit);
        limit.set(NOON.plusSeconds(40));
        assertThat(limited.ofService("shop", "web")).hasSize(250);

        now[0] = NOON.plusSeconds(40);
        assertThatThrownBy(() -> limited.ofService("shop", "web")).isInstanceOf(Cloud.Unavailable.class)
                .hasMessage(
                        "ECS ListTasks: the function's time was over before everything had been read; give it more"
                                + " memory, or a longer timeout if it has less than a minute");
    }
}
