package dev.tidegate.tests.simulation;

import java.util.Optional;

/** What a release is really about. */
final class Carried {
    final DeploymentPlan plan;
    /** Absent while an announced deployment has not begun. */
    private Optional<Rollout> rollout;

    private boolean retried;

    Carried(DeploymentPlan plan, Rollout rollout) {
        this.plan = plan;
        this.rollout = Optional.of(rollout);
    }

    Carried(DeploymentPlan plan) {
        this.plan = plan;
        rollout = Optional.empty();
    }

    /** The first that begins after the announcement is the announced one. */
    void begins(Rollout begun) {
        rollout = rollout.or(() -> Optional.of(begun));
    }

    Optional<Rollout> rollout() {
        return rollout;
    }

    /** A person wants its post-traffic phase to be tried again, whatever its task has said. */
    void retried() {
        retried = true;
    }

    boolean isRetried() {
        return retried;
    }

    SimService service() {
        return plan.service();
    }

    SimDatabase database() {
        return plan.service().database;
    }

    int version() {
        return plan.version();
    }
}
