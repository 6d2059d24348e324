package dev.tidegate.lambda.release;

import dev.tidegate.lambda.drain.Before;
import dev.tidegate.lambda.drain.Clearance;
import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.drain.Evidence;
import dev.tidegate.lambda.drain.TaskSighting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Values that many tests start from. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final Target TARGET = new Target("orders", "shop", "web", "web:42",
            "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:42",
            "arn:aws:ecs:eu-west-1:111122223333:task-definition/migrate:7");
    public static final Deployment.Native NATIVE = new Deployment.Native(
            "arn:aws:ecs:eu-west-1:111122223333:service-deployment/shop/web/dep42",
            "arn:aws:ecs:eu-west-1:111122223333:service/shop/web",
            "arn:aws:ecs:eu-west-1:111122223333:service-revision/shop/web/4242");
    public static final Deployment.CodeDeploy CODE_DEPLOY = new Deployment.CodeDeploy("d-42");
    public static final Hook HOOK = new Hook("hook-execution-1");
    public static final Clearance CLEARANCE = new Clearance(NOON, List.of("service \"web\""), 2, 3, Optional.of(NOON
            .minusSeconds(5)));
    public static final Evidence EVIDENCE = new Evidence(CLEARANCE,
            new Clearance(NOON.plusSeconds(30), List.of("service \"web\""), 2, 3, Optional.of(NOON.minusSeconds(5))));

    /** Two releases of the database, with all that is known of them; the second contracts. */
    public static final Lineage LINEAGE = Lineage.none("orders")
            .register(new Lineage.Member(new ReleaseId("dep41"), "web:41", NOON.minusSeconds(600), Set.of(new Code(
                    new CodeIdentity.ImageTag(), "41"), new Code(new CodeIdentity.Environment("SHA"), "a41")),
                    Before.UNKNOWN, true))
            .register(new Lineage.Member(new ReleaseId("dep42"), "web:42", NOON, Set.of(), new Before(Optional.of(Set
                    .of(new Code(new CodeIdentity.DefinitionTag("v"), "41"))), true), false))
            .contracting(new ReleaseId("dep42"));

    private Samples() {}

    public static Release nativeRelease() {
        return nativeRelease(new ReleaseId("dep42"));
    }

    public static Release nativeRelease(ReleaseId id) {
        return Release.open(id, NATIVE, Correspondence.NONE, NOON, "ECS asked at PRE_SCALE_UP");
    }

    public static Release codeDeployRelease() {
        return Release.open(new ReleaseId("d-42"), CODE_DEPLOY, Correspondence.of(HOOK), NOON, "CodeDeploy asked");
    }

    /** A release that has been looked up and is in that state. */
    public static Release in(Release opened, State state) {
        return opened.follow(Decision.to(state, "put there by the test").about(TARGET), NOON);
    }

    /** A release that was refused before its deployment was looked up. */
    public static Release refusedUnseen() {
        return nativeRelease().follow(Decision.to(new State.Refused("why"), "put there by the test"), NOON);
    }

    /** What such a read proves. */
    public static Clearance clearance(Instant at) {
        return new Clearance(at, List.of("service \"web\""), 1, 1, Optional.empty());
    }

    /** A read that finds nothing of the old code. */
    public static DrainReading clear(Instant at) {
        return reading(at, "STOPPED");
    }

    /** A read that finds one task of the new code, and one of the old code with this last status. */
    public static DrainReading reading(Instant at, String oldStatus) {
        TaskSighting fresh = new TaskSighting("task/new", "ecs-svc/4242", TARGET.taskDefinition(), Set.of(), "RUNNING",
                Optional.empty(), Optional.empty());
        TaskSighting old = new TaskSighting("task/old", "ecs-svc/4141", "web:41", Set.of(), oldStatus, Optional.empty(),
                Optional.empty());
        return new DrainReading.Deploying(at, "service \"web\"", new DrainReading.Identity("ecs-svc/4242", TARGET
                .taskDefinition()),
                List.of(fresh, old), List.of());
    }

    /** What is seen when the deployment stands like this and its service shows this. */
    static Observation observation(DeploymentStatus deployment, DrainReading reading) {
        return new Observation(deployment, List.of(reading), new AlarmReading.Quiet(), Lineage.none("orders"));
    }

    /** The same release, to be looked at then. */
    public static Release lookingAt(Release release, Optional<Instant> next) {
        return release.lookingAt(next);
    }

    /** The same before anything has ever run. */
    public static Release fresh(Release release) {
        return release.follow(Decision.to(release.state(), "fresh").about(TARGET.freshIf(true)), NOON);
    }
}
