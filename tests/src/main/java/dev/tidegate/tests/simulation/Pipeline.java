package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Caller;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.trigger.Trigger;
import java.util.Optional;

/** Announces a deployment, waits for its pre-traffic phase, then makes it. */
final class Pipeline {
    private final World world;
    private final DeploymentPlan plan;
    private final Carried carried;
    private final ReleaseId id;
    private final long givesUpAt;

    Pipeline(World world, DeploymentPlan plan) {
        this.world = world;
        this.plan = plan;
        carried = new Carried(plan);
        id = new ReleaseId("an-" + world.nextNumber());
        givesUpAt = world.now() + 80 * Spans.MINUTE;
        world.carry(id.value(), carried);
        world.tally.count(Seen.ANNOUNCED);
    }

    void announce() {
        SimService service = plan.service();
        Optional<Caller> caller = plan.chance().fork(3).in(0.5)
                ? Optional.of(new Caller(Phase.PRE_TRAFFIC, "token-" + id))
                : Optional.empty();
        world.lambda().invoke(new Trigger.Start(service.database.name, Optional.of(service.name), service.revision(
                "any", plan.version()).taskDefinition(), Optional.of(id), caller, Optional.empty()), reply -> {
                    if (reply.failed()) {
                        world.events.in(20 * Spans.SECOND, this::announce);
                    } else {
                        world.events.in(30 * Spans.SECOND, this::look);
                    }
                });
    }

    private void look() {
        Optional<Release> release = world.ledger().look(id.value());
        boolean armed = release.filter(found -> found.state() instanceof State.Armed).isPresent();
        if (armed) {
            begin();
        } else if (world.now() < givesUpAt && release.filter(found -> !(found.state() instanceof State.Ended))
                .isPresent()) {
            world.events.in(30 * Spans.SECOND, this::look);
        }
    }

    private void begin() {
        switch (plan.fate()) {
            case NEVER_BEGINS -> world.tally.count(Seen.NEVER_BEGAN);
            case ANOTHER_BEGINS -> plan.service().current(world.now()).ifPresent(current -> new NativeRollout(world,
                    new DeploymentPlan(plan.number(), plan.at(), plan.service(), current.version(),
                            DeploymentPlan.Fate.SUCCEEDS, 0, plan.chance().fork(9))).begin());
            case SUCCEEDS, ROLLED_BACK, STOPPED -> {
                NativeRollout rollout = new NativeRollout(world, plan);
                carried.begins(rollout);
                rollout.begin();
            }
        }
    }
}
