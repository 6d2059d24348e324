package dev.tidegate.lambda.aws;

import static dev.tidegate.lambda.release.Samples.NATIVE;
import static dev.tidegate.lambda.release.Samples.NOON;
import static dev.tidegate.lambda.release.Samples.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Correspondence;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

class NativeDeploymentsTest {
    private final EcsStub ecs = new EcsStub();
    private final Cloud cloud = new AwsCloud(new StubClients(ecs, new CodeDeployStub()), AwsSamples.SETTINGS,
            () -> NOON, AwsSamples.UNLIMITED);
    private final Release release = Samples.in(Samples.nativeRelease(), new State.Armed());

    @BeforeEach
    void theServiceDeploysItsNewRevision() {
        ecs.taskDefinitions.put("migrate:7", AwsSamples.taskDefinition("migrate:7"));
        ecs.taskDefinitions.put("web:42", AwsSamples.taskDefinition("web:42"));
        ecs.revisions.put(NATIVE.targetRevision(),
                ServiceRevision.builder().taskDefinition(TARGET.taskDefinition()).build());
        ecs.service = ecs.service.toBuilder().serviceArn(NATIVE.service()).build();
        is("IN_PROGRESS", "PRE_SCALE_UP");
    }

    private void is(String status, String stage) {
        ecs.deployment = ServiceDeployment.builder().status(status).lifecycleStage(stage).createdAt(NOON)
                .serviceDeploymentArn(NATIVE.serviceDeployment())
                .targetServiceRevision(revision -> revision.arn(NATIVE.targetRevision())).build();
    }

    private void lists(String arn, Instant createdAt) {
        ecs.deployments.add(ServiceDeploymentBrief.builder().serviceDeploymentArn(arn).createdAt(createdAt)
                .targetServiceRevisionArn(NATIVE.targetRevision()).build());
    }

    @Test
    void aDeploymentOfOursIsLookedUpAndItsMigrationTaskDefinitionPinned() {
        assertThat(cloud.resolve(release)).isEqualTo(new Resolution.Migrates(TARGET));
    }

    @ParameterizedTest
    @CsvSource({"ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED", "STOPPED"})
    void aDeploymentThatGoesBackIsNotHeldUp(String status) {
        is(status, null);

        assertThat(cloud.resolve(release)).isEqualTo(new Resolution.Bypass(
                "the deployment is " + status + ": it goes back to code that ran before"));
    }

    @ParameterizedTest
    @CsvSource({"ROLLBACK_REQUESTED", "STOP_REQUESTED"})
    void aDeploymentThatMayStillSucceedIsMigratedFor(String status) {
        is(status, null);

        assertThat(cloud.resolve(release)).isEqualTo(new Resolution.Migrates(TARGET));
    }

    @Test
    void aServiceThatIsNotInTheSettingsIsRefused() {
        Deployment.Native other = new Deployment.Native(NATIVE.serviceDeployment(), "arn:x:service/shop/other", "rev");

        assertThat(cloud.resolve(Release.open(release.id(), other, Correspondence.NONE, NOON, "why")))
                .isEqualTo(new Resolution.Refuse("service arn:x:service/shop/other is in no entry of the settings; add "
                        + "one, or take the lifecycle hook away from the service"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            PENDING              | -                            | PENDING
            IN_PROGRESS          | BAKE_TIME                    | BAKE_TIME, IN_PROGRESS
            IN_PROGRESS          | PRE_PRODUCTION_TRAFFIC_SHIFT | PRE_PRODUCTION_TRAFFIC_SHIFT, IN_PROGRESS
            STOP_REQUESTED       | -                            | STOP_REQUESTED
            ROLLBACK_REQUESTED   | -                            | ROLLBACK_REQUESTED
            ROLLBACK_IN_PROGRESS | -                            | ROLLBACK_IN_PROGRESS
            A_FUTURE_STATUS      | A_FUTURE_STAGE               | A_FUTURE_STAGE, A_FUTURE_STATUS
            """)
    void whatHasNotEndedIsUnderWay(String status, String stage, String phase) {
        is(status, stage);

        assertThat(cloud.deployment(release)).isEqualTo(new DeploymentStatus.UnderWay(phase));
    }

    @ParameterizedTest
    @CsvSource({"STOPPED, the deployment was stopped (alarm)",
            "ROLLBACK_SUCCESSFUL, the deployment was rolled back (alarm)",
            "ROLLBACK_FAILED, the deployment was rolled back (alarm)"})
    void whatEndedOtherwiseHasFailed(String status, String how) {
        is(status, null);
        ecs.deployment = ecs.deployment.toBuilder().statusReason("alarm").build();

        assertThat(cloud.deployment(release)).isEqualTo(new DeploymentStatus.Failed(how));
    }

    @Test
    void aSuccessfulDeploymentThatIsTheNewestHasSucceeded() {
        is("SUCCESSFUL", null);
        lists("service-deployment/shop/web/before", NOON.minusNanos(1));
        lists(NATIVE.serviceDeployment(), NOON);

        assertThat(cloud.deployment(release)).isEqualTo(new DeploymentStatus.Succeeded());
    }

    @Test
    void aSuccessfulDeploymentThatAnotherCameAfterIsSuperseded() {
        is("SUCCESSFUL", null);
        lists(NATIVE.serviceDeployment(), NOON);
        lists("service-deployment/shop/web/dep43", NOON);

        assertThat(cloud.deployment(release)).isEqualTo(
                new DeploymentStatus.Superseded("service deployment dep43 came after it"));
    }

    @Test
    void aDeploymentThatSucceededForAnotherRevisionIsNotOurs() {
        is("SUCCESSFUL", null);
        ecs.deployment = ecs.deployment.toBuilder().targetServiceRevision(revision -> revision.arn("rev/41")).build();

        assertThat(cloud.deployment(release)).isEqualTo(
                new DeploymentStatus.Failed("the deployment succeeded for another revision: rev/41"));
    }

    @Test
    void otherRevisionsAndDeploymentsThatTheServiceListsAreSeen() {
        ecs.service = ecs.service.toBuilder()
                .currentServiceRevisions(revision(NATIVE.targetRevision(), 2, 0), revision("rev/41", 1, 0),
                        revision("rev/40", 0, 1), revision("rev/39", 0, 0))
                .deployments(software.amazon.awssdk.services.ecs.model.Deployment.builder().id("ecs-svc/4242")
                        .status("PRIMARY").build(),
                        software.amazon.awssdk.services.ecs.model.Deployment.builder().id("ecs-svc/41")
                                .status("ACTIVE").build())
                .build();

        assertThat(cloud.drain(release)).containsExactly(new DrainReading.Deploying(NOON, "service \"web\"",
                new DrainReading.Identity("ecs-svc/4242", TARGET.taskDefinition()), List.of(),
                List.of("service revision 41", "service revision 40", "deployment ecs-svc/41 ACTIVE")));
    }

    private static ServiceCurrentRevisionSummary revision(String arn, int running, int pending) {
        return ServiceCurrentRevisionSummary.builder().arn(arn).runningTaskCount(running).pendingTaskCount(pending)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"web:42", "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:42"})
    void anAnnouncedDeploymentIsRecognisedHoweverItsTaskDefinitionWasNamed(String named) {
        Release announced = Release.open(new ReleaseId("a"), new Deployment.Announced("orders", Optional.empty(),
                named),
                Correspondence.NONE, NOON.minusSeconds(60), "announced");
        Resolution resolution = cloud.resolve(announced);
        assertThat(resolution).isEqualTo(new Resolution.Migrates(TARGET));
        Release armed = Samples.in(announced, new State.Armed());

        assertThat(cloud.deployment(armed)).isEqualTo(
                new DeploymentStatus.NotBegun("web:42"));
        is("SUCCESSFUL", null);
        lists(NATIVE.serviceDeployment(), NOON);
        assertThat(cloud.deployment(armed)).isEqualTo(new DeploymentStatus.Succeeded());
    }

    @Test
    void anAnnouncedTaskDefinitionThatIsNotThereIsRefused() {
        Release announced = Release.open(new ReleaseId("a"), new Deployment.Announced("orders", Optional.empty(),
                "web:99"),
                Correspondence.NONE, NOON, "announced");

        assertThat(cloud.resolve(announced)).isEqualTo(new Resolution.Refuse(
                "no task definition \"web:99\": Unable to describe task definition."));
    }

    @Test
    void theServicesEndIsTheDeploymentsEnd() {
        ecs.service = ecs.service.toBuilder().status("INACTIVE").build();
        DeploymentStatus deleted = new DeploymentStatus.Failed("service \"web\" was deleted");

        ecs.forgetsDeployments = true;
        assertThat(cloud.deployment(release)).isEqualTo(deleted);
        ecs.forgetsServices = true;
        assertThat(cloud.deployment(release)).isEqualTo(deleted);
        assertThat(cloud.deployment(Samples.in(announced(), State.Draining.begin()))).isEqualTo(deleted);
    }

    private static Release announced() {
        return Samples.in(Release.open(new ReleaseId("announced"), new Deployment.Announced("orders", Optional.of(
                "web"), "web:42"), Correspondence.NONE, NOON, "why"), new State.Armed());
    }

    @Test
    void aServiceThatHasYetToBeCreatedIsNotTakenForDeleted() {
        ecs.service = ecs.service.toBuilder().serviceName("another").build();
        ecs.refusesToList = Optional.of(ServiceNotFoundException.builder().message("Service not found.")
                .build());

        assertThat(cloud.before(announced(), TARGET)).singleElement().isInstanceOfSatisfying(
                DrainReading.Deploying.class,
                reading -> assertThat(reading.tasks()).isEmpty());
        assertThat(cloud.deployment(announced())).isEqualTo(new DeploymentStatus.NotBegun(
                "web:42, of service \"web\", which has yet to be created,"));
    }

    @Test
    void aHookThatNamesAnotherRevisionThanTheDeploymentsIsRefused() {
        ecs.deployment = ecs.deployment.toBuilder().targetServiceRevision(revision -> revision.arn("rev/41")).build();

        assertThat(cloud.resolve(release)).isEqualTo(new Resolution.Refuse("the hook names the revision " + NATIVE
                .targetRevision() + ", but the deployment's target is rev/41"));
    }

    @Test
    void aDeploymentThatEcsDoesNotKnowYetIsWaitedForSomeMinutes() {
        ecs.forgetsDeployments = true;
        assertThatThrownBy(() -> cloud.resolve(release)).isInstanceOf(Cloud.Unavailable.class);

        Cloud later = new AwsCloud(new StubClients(ecs, new CodeDeployStub()), AwsSamples.SETTINGS,
                () -> NOON.plusSeconds(601), AwsSamples.UNLIMITED);
        assertThat(later.resolve(release)).isEqualTo(new Resolution.Refuse("ECS knows no service deployment " + NATIVE
                .serviceDeployment()));
    }

    @Test
    void aServiceOfTheSameNameThatWasMadeAnewIsAnotherOne() {
        ecs.forgetsDeployments = true;
        ecs.service = ecs.service.toBuilder().createdAt(NOON.minusSeconds(60)).build();
        assertThatThrownBy(() -> cloud.deployment(release)).isInstanceOf(Cloud.Unavailable.class);

        ecs.service = ecs.service.toBuilder().createdAt(NOON.plusSeconds(60)).build();
        assertThat(cloud.deployment(release)).isEqualTo(new DeploymentStatus.Failed("service \"web\" was deleted"));
    }

    @Test
    void anAnnouncedReleaseWhoseDatabaseLeftTheSettingsIsRefused() {
        Release announced = Release.open(new ReleaseId("a"), new Deployment.Announced("gone", Optional.empty(),
                "web:42"),
                Correspondence.NONE, NOON, "announced");

        assertThat(cloud.resolve(announced)).isEqualTo(new Resolution.Refuse(
                "database \"gone\" is no longer in the settings"));
    }

    @Test
    void aDeploymentThatEcsHasForgottenIsSupersededByALaterOne() {
        ecs.forgetsDeployments = true;
        ecs.deployments.add(ServiceDeploymentBrief.builder().serviceDeploymentArn("x/dep99").createdAt(NOON
                .plusSeconds(8_208_000)).build());

        assertThat(cloud.deployment(release)).isEqualTo(new DeploymentStatus.Superseded(
                "service deployment dep99 came after it"));
    }

    @Test
    void aDeploymentWithoutAStatusIsUnderWay() {
        ecs.deployment = ecs.deployment.toBuilder().status((String) null).build();

        assertThat(cloud.deployment(release)).isInstanceOf(DeploymentStatus.UnderWay.class);
    }
}
