package dev.tidegate.lambda.release;

import java.util.List;

import dev.tidegate.lambda.drain.DrainReading;

/** Looks at AWS for the policy. Where waiting is safe, what cannot be seen is unknown rather than an error. */
final class Observer {
    private final Cloud cloud;
    private final Ledger ledger;

    Observer(Cloud cloud, Ledger ledger) {
        this.cloud = cloud;
        this.ledger = ledger;
    }

    TaskStatus task(Release release, State.Running state) {
        try {
            return cloud.task(release.knownTarget(), state.attempt().task().orElseThrow());
        } catch (Cloud.Unavailable e) {
            return new TaskStatus.Unknown(e.getMessage());
        }
    }

    DeploymentStatus deployment(Release release) {
        try {
            return cloud.deployment(release);
        } catch (Cloud.Unavailable e) {
            return new DeploymentStatus.Unknown(e.getMessage());
        }
    }

    /** What runs before the new code exists; not to know it only makes the release more careful later. */
    List<DrainReading> before(Release release, Target target) {
        try {
            return cloud.before(release, target);
        } catch (Cloud.Unavailable e) {
            return List.of(unknown(target, e));
        }
    }

    /** Listing tasks is the dear part and tells nothing while the deployment has not succeeded. */
    Observation observe(Release release, DeploymentStatus deployment) {
        Lineage lineage = ledger.lineage(release.knownTarget().database());
        return deployment instanceof DeploymentStatus.Succeeded
                ? new Observation(deployment, lineage.orphans().recall(drain(release)), alarms(release), lineage)
                : new Observation(deployment, List.of(), new AlarmReading.Unknown("not looked at"), lineage);
    }

    /** What runs now. */
    List<DrainReading> drain(Release release) {
        try {
            return cloud.drain(release);
        } catch (Cloud.Unavailable e) {
            return List.of(unknown(release.knownTarget(), e));
        }
    }

    private static DrainReading unknown(Target target, Cloud.Unavailable e) {
        return new DrainReading.Unknown("service \"" + target.service() + "\"", e.getMessage());
    }

    private AlarmReading alarms(Release release) {
        try {
            return cloud.alarms(release.knownTarget());
        } catch (Cloud.Unavailable e) {
            return new AlarmReading.Unknown(e.getMessage());
        }
    }
}
