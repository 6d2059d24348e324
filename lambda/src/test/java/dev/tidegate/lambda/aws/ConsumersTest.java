package dev.tidegate.lambda.aws;

import static dev.tidegate.lambda.release.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.drain.Consumer;
import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.drain.Standby;
import dev.tidegate.lambda.drain.TaskSighting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** What other consumers run and would start. */
class ConsumersTest {
    private static final String PREFIX = "arn:aws:ecs:eu-west-1:111122223333:task-definition/";
    private static final CodeIdentity TAG = new CodeIdentity.ImageTag();
    private static final CodeIdentity DIGEST = new CodeIdentity.ImageDigest();
    private final EcsStub ecs = new EcsStub();
    private final Consumers consumers = new Consumers(ecs, new Services(ecs, AwsSamples.UNLIMITED), new Codes(
            new TaskDefinitions(ecs, () -> NOON, AwsSamples.UNLIMITED)), () -> NOON, AwsSamples.UNLIMITED);

    @BeforeEach
    void thereAreTwoRevisions() {
        for (String version : List.of("41", "42")) {
            ecs.taskDefinitions.put(version, TaskDefinition.builder().taskDefinitionArn(PREFIX + "worker:" + version)
                    .containerDefinitions(ContainerDefinition.builder().name("app").image("repo:" + version).build())
                    .build());
        }
    }

    private static Consumer worker(CodeIdentity identity) {
        return new Consumer(Consumer.Kind.SERVICE, "batch", "worker", identity, Optional.empty());
    }

    private static Consumer family(CodeIdentity identity) {
        return new Consumer(Consumer.Kind.FAMILY, "batch", "worker", identity, Optional.empty());
    }

    private static Task task(String arn, String version, String lastStatus) {
        return Task.builder().taskArn(arn).startedBy("ecs-svc/" + version).taskDefinitionArn(PREFIX + "worker:"
                + version).lastStatus(lastStatus).containers(Container.builder().name("app").image("repo:" + version)
                        .imageDigest("sha256:" + version).build()).build();
    }

    private DrainReading.Other seen(Consumer consumer) {
        return (DrainReading.Other) consumers.read(consumer);
    }

    @Test
    void tasksThatAreBeingStoppedAreSeenWithTheirCode() {
        ecs.others.add(Service.builder().serviceName("worker").taskDefinition(PREFIX + "worker:42").build());
        ecs.tasksOf.put("worker", Map.of("RUNNING", List.of(task("t/2", "42", "RUNNING")), "STOPPED", List.of(task(
                "t/1",
                "41", "STOPPING"))));

        DrainReading.Other seen = seen(worker(TAG));

        assertThat(seen.at()).isEqualTo(NOON);
        assertThat(seen.tasks()).extracting(TaskSighting::task, TaskSighting::lastStatus, TaskSighting::codes)
                .containsExactlyInAnyOrder(tuple("t/2", "RUNNING", Set.of(
                        new Code(TAG, "42"))), tuple("t/1", "STOPPING", Set.of(
                                new Code(TAG, "41"))));
        assertThat(seen.standbys()).containsExactly(new Standby("worker:42", Optional.of(new Code(TAG, "42"))));
    }

    @Test
    void everyRevisionThatAServiceMayStartIsStandingBy() {
        ecs.others.add(Service.builder().serviceName("worker").taskDefinition(PREFIX + "worker:42")
                .deployments(Deployment.builder().status("PRIMARY").taskDefinition(PREFIX + "worker:42").build(),
                        Deployment.builder().status("ACTIVE").taskDefinition(PREFIX + "worker:41").build())
                .currentServiceRevisions(ServiceCurrentRevisionSummary.builder().arn("rev/42").build()).build());
        ecs.revisions.put("rev/42", ServiceRevision.builder().taskDefinition(PREFIX + "worker:42").containerImages(
                ContainerImage.builder().containerName("app").imageDigest("sha256:42").build()).build());

        assertThat(seen(worker(DIGEST)).standbys()).containsExactly(new Standby("worker:42", Optional.of(new Code(
                DIGEST, "sha256:42"))), new Standby("worker:41", Optional.empty()));
        assertThat(seen(worker(TAG)).standbys()).extracting(Standby::code).containsExactly(Optional.of(new Code(TAG,
                "42")), Optional.of(new Code(TAG, "41")));
    }

    @ParameterizedTest
    @CsvSource({"IN_PROGRESS, true", "COMPLETED, false", "FAILED, false"})
    void aDeploymentUnderWayMayBringBackWhatRanBefore(String rolloutState, boolean mayBe) {
        ecs.others.add(Service.builder().serviceName("worker").taskDefinition(PREFIX + "worker:42")
                .deployments(Deployment.builder().id("ecs-svc/7").status("PRIMARY").rolloutState(rolloutState)
                        .taskDefinition(PREFIX + "worker:42").build()).build());

        assertThat(seen(worker(TAG)).standbys().contains(new Standby("what ran before if its deployment ecs-svc/7 of "
                + "worker:42, which is IN_PROGRESS, failed", Optional.empty()))).isEqualTo(mayBe);
    }

    @Test
    void aDigestThatOnlyRunningTasksTellIsTakenFromThem() {
        ecs.others.add(Service.builder().serviceName("worker").taskSets(TaskSet.builder().taskDefinition(PREFIX
                + "worker:42").build()).build());
        ecs.tasksOf.put("worker", Map.of("RUNNING", List.of(task("t/1", "42", "RUNNING"), task("t/2", "42",
                "PENDING"))));

        assertThat(seen(worker(DIGEST)).standbys()).containsExactly(new Standby("worker:42", Optional.of(new Code(
                DIGEST, "sha256:42"))));

        ecs.tasksOf.put("worker", Map.of("STOPPED", List.of(task("t/1", "42", "STOPPED"))));
        assertThat(seen(worker(DIGEST)).standbys()).containsExactly(new Standby("worker:42", Optional.empty()));
    }

    @Test
    void aFamilyIsSeenByItsTasksAndItsNewestRevision() {
        ecs.taskDefinitions.remove("41");
        ecs.taskDefinitions.put("worker", ecs.taskDefinitions.remove("42").toBuilder().taskDefinitionArn(
                "arn:aws:ecs:eu-west-1:111122223333:task-definition/worker").build());
        ecs.tasksOf.put("worker", Map.of("RUNNING", List.of(task("t/1", "41", "RUNNING"))));

        assertThat(seen(family(TAG)).tasks()).hasSize(1);
        assertThat(seen(family(TAG)).standbys()).extracting(Standby::code).containsExactly(Optional.of(new Code(TAG,
                "42")));
        assertThat(ecs.listed).allMatch(list -> list.family().equals("worker") && list.serviceName() == null);
    }

    @Test
    void aFamilyWhoseNextDigestCannotBeKnownIsJudgedByItsTasksAlone() {
        assertThat(seen(family(DIGEST)).standbys()).isEmpty();
    }

    @Test
    void aFamilyWithoutAnActiveRevisionStartsNothing() {
        ecs.taskDefinitions.clear();

        assertThat(seen(family(TAG)).standbys()).isEmpty();
    }

    @Test
    void whoIsNotThereIsNotKnown() {
        assertThat(consumers.read(worker(TAG))).isEqualTo(new DrainReading.Unknown("service \"worker\"",
                "ECS DescribeServices: no service \"worker\" in cluster \"batch\""));

        ecs.others.add(Service.builder().serviceName("worker").status("INACTIVE").build());
        assertThat(consumers.read(worker(TAG))).isEqualTo(new DrainReading.Unknown("service \"worker\"",
                "it was deleted; take it out of the settings"));
    }

    @Test
    void aServiceThatIsNotThereYetStartsNothingBeforeTheNewCodeExists() {
        assertThat(consumers.before(worker(TAG))).isEqualTo(new DrainReading.Other(NOON, worker(TAG), List.of(), List
                .of()));
        assertThat(ecs.listed).isEmpty();
    }

    @Test
    void aDeletedServiceStartsNothingButItsTasksMayNotHaveStopped() {
        ecs.others.add(Service.builder().serviceName("worker").status("INACTIVE").taskDefinition(PREFIX + "worker:41")
                .build());
        ecs.tasksOf.put("worker", Map.of("STOPPED", List.of(task("t/1", "41", "STOPPING"))));

        DrainReading.Other seen = (DrainReading.Other) consumers.before(worker(TAG));
        assertThat(seen.tasks()).extracting(TaskSighting::lastStatus).containsExactly("STOPPING");
        assertThat(seen.standbys()).isEmpty();

        ecs.refusesToList = Optional.of(ServiceNotFoundException.builder().message("Service not found.").build());
        assertThat(consumers.before(worker(TAG))).isEqualTo(new DrainReading.Other(NOON, worker(TAG), List.of(), List
                .of()));
    }

    @Test
    void whoCannotBeSeenBeforeTheNewCodeExistsIsNotTakenForNothing() {
        ecs.others.add(Service.builder().serviceName("worker").status("INACTIVE").build());
        ecs.refusesToList = Optional.of(ClientException.builder().message("throttled").build());
        assertThat(consumers.before(worker(TAG))).isEqualTo(new DrainReading.Unknown("service \"worker\"",
                "ECS ListTasks: throttled"));

        ecs.others.set(0, Service.builder().serviceName("worker").taskDefinition(PREFIX + "worker:41").build());
        assertThat(consumers.before(worker(TAG))).isInstanceOf(DrainReading.Unknown.class);
        assertThat(consumers.before(family(TAG))).isInstanceOf(DrainReading.Unknown.class);

        ecs.refusesToList = Optional.empty();
        assertThat(((DrainReading.Other) consumers.before(worker(TAG))).standbys()).extracting(Standby::what)
                .containsExactly("worker:41");
    }

    @Test
    void fiveThousandTasksAreReadInFewCalls() {
        ecs.others.add(Service.builder().serviceName("worker").taskDefinition(PREFIX + "worker:42").build());
        ecs.tasksOf.put("worker", Map.of("RUNNING", IntStream.range(0, 5_000).mapToObj(i -> task("t/" + i, "42",
                "RUNNING")).toList()));

        assertThat(seen(worker(new CodeIdentity.Environment("NONE"))).tasks()).hasSize(5_000);

        int definitions = ecs.definitionsAsked.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(1 + ecs.listed.size() + ecs.described.size() + definitions).isLessThanOrEqualTo(3 * 5_000 / 100 + 5);
    }
}
