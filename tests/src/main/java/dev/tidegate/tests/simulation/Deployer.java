package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.State;
import java.util.Optional;

/** Makes the planned deployments, over others that are under way where AWS and people allow that. */
final class Deployer {
    private static final long AGAIN = 10 * Spans.MINUTE;

    private final World world;
    private int waiting;

    Deployer(World world) {
        this.world = world;
    }

    boolean isIdle() {
        return waiting == 0;
    }

    void plan(DeploymentPlan plan) {
        waiting++;
        world.events.at(plan.at(), () -> deploy(plan));
    }

    private void deploy(DeploymentPlan plan) {
        SimService service = plan.service();
        Optional<Rollout> other = service.underWay();
        if (!service.isCarrier() && isBehind(plan)) {
            waiting--;
            return;
        }
        if (other.isPresent() && !plan.chance().fork(world.now()).in(0.4)) {
            world.events.in(AGAIN, () -> deploy(plan));
            return;
        }
        if (other.isPresent() && service.controller == Controller.CODE_DEPLOY) {
            // CodeDeploy has one deployment at a time: somebody stops the other first.
            other.get().stop("a person wants to deploy another");
            world.events.in(3 * Spans.MINUTE, () -> deploy(plan));
            return;
        }
        if (service.isCarrier() && service.database.newestImage && anotherIsBeginning(service.database)) {
            world.events.in(Spans.MINUTE, () -> deploy(plan));
            return;
        }
        waiting--;
        begin(plan);
    }

    /**
     * Of two deployments that begin at once either may be recorded first, and then nobody can tell by that order which code is
     * the older one.
     */
    private boolean anotherIsBeginning(SimDatabase database) {
        boolean asks = world.now() < database.begunAt + 2 * Spans.MINUTE;
        boolean isOpened = world.ledger().all().stream().anyMatch(release -> release.target().isEmpty()
                && !(release.state() instanceof State.Ended) && world.carried(release.id().value())
                        .database() == database);
        return asks || isOpened;
    }

    /** Consumers without hooks are taken forward only: nobody could prevent the contrary. */
    private static boolean isBehind(DeploymentPlan plan) {
        int newest = plan.service().current(Spans.NEVER).map(Revision::version).orElse(0);
        int coming = plan.service().underWay().map(rollout -> rollout.target.version()).orElse(0);
        return plan.version() <= Math.max(newest, coming);
    }

    /**
     * Code is released in the order in which it was made: what was left out is not brought later, because nobody could
     * tell it from new code. Code that was released before may come back, where the image of the migrations shows that it is
     * old, or its code or its task definition does.
     */
    private DeploymentPlan inOrder(DeploymentPlan plan) {
        SimDatabase database = plan.service().database;
        int newest = Math.max(world.ledger().newestVersion(database), database.newestBegun);
        boolean known = !database.newestImage || database.isKnownBeforeItRuns()
                ? world.ledger().hasReleased(database, plan.version())
                : world.ledger().hasReleased(plan.service(), plan.version());
        return plan.version() >= newest || known ? plan : plan.of(newest);
    }

    private void begin(DeploymentPlan wanted) {
        DeploymentPlan plan = wanted.service().isCarrier() ? inOrder(wanted) : wanted;
        SimService service = plan.service();
        if (service.isCarrier()) {
            service.database.begunAt = world.now();
            service.database.newestBegun = Math.max(service.database.newestBegun, plan.version());
            count(plan);
        }
        switch (service.controller) {
            case CODE_DEPLOY -> new CodeDeployRollout(world, plan, Optional.empty()).begin();
            case ANNOUNCED -> new Pipeline(world, plan).announce();
            case BLUE_GREEN, LINEAR, CANARY, ROLLING, ROLLING_DEFERRED, PLAIN -> new NativeRollout(world, plan).begin();
        }
    }

    private void count(DeploymentPlan plan) {
        world.tally.count(Seen.DEPLOYMENTS);
        Optional<Revision> current = plan.service().current(world.now());
        if (current.isEmpty()) {
            world.tally.count(Seen.FIRST_DEPLOYMENTS);
        }
        if (current.filter(revision -> revision.version() > plan.version()).isPresent()) {
            world.tally.count(Seen.REDEPLOYED_OLDER);
        }
        switch (plan.service().controller) {
            case CODE_DEPLOY -> world.tally.count(Seen.CODE_DEPLOY);
            case BLUE_GREEN, LINEAR, CANARY -> world.tally.count(Seen.BLUE_GREEN);
            default -> world.tally.count(Seen.ROLLING);
        }
    }
}
