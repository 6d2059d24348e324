package dev.tidegate.lambda.aws;

import static dev.tidegate.lambda.release.Samples.NATIVE;
import static dev.tidegate.lambda.release.Samples.NOON;
import static dev.tidegate.lambda.release.Samples.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.drain.Before;
import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Correspondence;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What is concluded when a service, or its deployment, is not there. */
class NotThereTest {
    private static final String PREFIX = "arn:aws:ecs:eu-west-1:111122223333:task-definition/";
    private final EcsStub ecs = new EcsStub();

    private Cloud cloud(String more) {
        return new AwsCloud(new StubClients(ecs, new CodeDeployStub()), AwsSamples.settings(more), () -> NOON,
                AwsSamples.UNLIMITED);
    }

    private static Release announced() {
        return Samples.in(Release.open(new ReleaseId("announced"), new Deployment.Announced("orders", Optional.of(
                "web"), "web:42"), Correspondence.NONE, NOON, "why"), new State.Armed());
    }

    /** A second service comes to a database that a worker uses already: announced, its pre-traffic phase run, then created. */
    @Test
    void aServiceThatHasYetToBeCreatedBesideAnotherIsNotTakenForDeleted() {
        ecs.service = Service.builder().serviceName("worker").taskDefinition(PREFIX + "worker:41").build();
        ecs.taskDefinitions.put("worker:41", TaskDefinition.builder().taskDefinitionArn(PREFIX + "worker:41")
                .containerDefinitions(ContainerDefinition.builder().name("app").image("repo:41").build()).build());
        ecs.tasksOf.put("worker", Map.of("RUNNING", List.of(Task.builder().taskArn("t/1").taskDefinitionArn(PREFIX
                + "worker:41").lastStatus("RUNNING").containers(Container.builder().name("app").image("repo:41")
                        .build()).build())));
        Cloud cloud = cloud("\"identity\": \"image-tag\", \"consumers\": [{\"service\": \"worker\"}],");
        Before before = Before.of(cloud.before(announced(), TARGET), TARGET.codes());
        assertThat(before.nothing()).isFalse();

        Release armed = announced();
        assertThat(cloud.deployment(armed)).isInstanceOf(DeploymentStatus.NotBegun.class);
    }

    /** An environment is torn down and set up again: for a while ECS still shows the old service as INACTIVE. */
    @Test
    void aServiceThatIsToBeCreatedAgainIsNotTakenForDeleted() {
        ecs.service = ecs.service.toBuilder().serviceArn(NATIVE.service()).status("INACTIVE").createdAt(NOON
                .minusSeconds(86_400)).build();
        ecs.refusesToList = Optional.of(ServiceNotFoundException.builder().message("Service not found.").build());
        assertThat(cloud("").deployment(Samples.fresh(announced()))).isInstanceOf(DeploymentStatus.NotBegun.class);
    }

    @Test
    void anEnvironmentWhoseServicesAreAllBeingCreatedIsNew() {
        var tag = new CodeIdentity.ImageTag();
        ecs.taskDefinitions.put("worker:42", TaskDefinition.builder().taskDefinitionArn(PREFIX + "worker:42")
                .containerDefinitions(ContainerDefinition.builder().name("app").image("repo:42").build()).build());
        // The worker's first deployment waits in its own PRE_SCALE_UP hook, or for its first task.
        ecs.others.add(Service.builder().serviceName("worker").taskDefinition(PREFIX + "worker:42").deployments(
                software.amazon.awssdk.services.ecs.model.Deployment.builder().id("ecs-svc/7").status("PRIMARY")
                        .rolloutState("IN_PROGRESS").taskDefinition(PREFIX + "worker:42").build()).build());
        Cloud cloud = cloud("\"identity\": \"image-tag\", \"consumers\": [{\"service\": \"worker\"}],");
        var readings = cloud.before(Samples.in(Samples.nativeRelease(), new State.Opened()), TARGET);
        assertThat(Before.of(readings, Set.of(new Code(tag, "42"))).nothing()).isTrue();
    }

    /** "FARGATE_SPOT is never used": there is no service yet to tell where, and the cluster's default strategy may be Spot. */
    @Test
    void withoutAServiceTheClustersDefaultStrategyIsNotLeftToDecide() {
        ecs.service = ecs.service.toBuilder().serviceName("another").build();
        ecs.taskDefinitions.put("migrate:7", AwsSamples.taskDefinition("migrate:7").toBuilder().requiresCompatibilities(
                List.of()).compatibilitiesWithStrings("EC2", "FARGATE").networkMode("awsvpc").build());
        ecs.runTask = _ -> RunTaskResponse.builder().tasks(Task.builder()
                .taskArn("task/1").build()).build();
        cloud("").start(AwsSamples.ORDER);
        var request = ecs.run.getFirst();
        assertThat(request.launchType() != null || request.hasCapacityProviderStrategy()).isTrue();
    }

    /** Approved after 91 days; ECS keeps a service's deployments for 90. */
    @Test
    void aDeploymentThatEcsHasForgottenDoesNotKeepItsReleaseWaitingForEver() {
        ecs.service = ecs.service.toBuilder().serviceArn(NATIVE.service()).createdAt(NOON.minusSeconds(60)).build();
        ecs.forgetsDeployments = true;
        Cloud later = new AwsCloud(new StubClients(ecs, new CodeDeployStub()), AwsSamples.SETTINGS,
                () -> NOON.plusSeconds(86_400 * 91), AwsSamples.UNLIMITED);
        assertThat(later.deployment(Samples.in(Samples.nativeRelease(), new State.Armed()))).isEqualTo(
                new DeploymentStatus.Failed(
                        "ECS does not know the deployment any more"));
    }

    @Test
    void withoutTimeNothingIsRead() {
        Cloud late = new AwsCloud(new StubClients(ecs, new CodeDeployStub()), AwsSamples.settings(
                "\"alarms\": [\"errors\"],"), () -> NOON, AwsSamples.NO_TIME);

        Release release = Samples.in(Samples.nativeRelease(), new State.Armed());
        assertThat(Stream.<ThrowingCallable>of(() -> late.resolve(release), () -> late.deployment(release), () -> late
                .alarms(TARGET), () -> late.find(AwsSamples.ORDER), () -> late.task(TARGET, "task/1"), () -> late.start(
                        AwsSamples.ORDER), () -> late.resolve(Samples.codeDeployRelease()))).allSatisfy(
                                call -> assertThatThrownBy(call).isInstanceOf(Cloud.Unavailable.class)
                                        .hasMessageContaining("the function's time was over"));
    }
}
