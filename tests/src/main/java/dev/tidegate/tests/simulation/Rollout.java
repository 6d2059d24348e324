package dev.tidegate.tests.simulation;

import java.util.ArrayList;
import java.util.List;

/** One deployment of a service, as AWS carries it out. */
abstract class Rollout {
    final World world;
    final SimService service;
    final DeploymentPlan plan;
    final int number;
    final String id;
    final Revision target;
    final long createdAt;
    final Chance chance;
    /** Since when the service names the target. */
    long listedFrom = Spans.NEVER;
    long succeededAt = Spans.NEVER;
    long endedAt = Spans.NEVER;
    /** Since when it is certain that it fails, or that another takes its place. */
    long overSince = Spans.NEVER;
    private final List<Long> times = new ArrayList<>();
    private final List<String> statuses = new ArrayList<>();

    Rollout(World world, DeploymentPlan plan, String prefix, Revision target) {
        this.world = world;
        this.plan = plan;
        service = plan.service();
        number = world.nextNumber();
        id = prefix + number;
        this.target = target;
        createdAt = world.now();
        chance = plan.chance().fork(7);
    }

    abstract void begin();

    /** Somebody, or an alarm, ends it before its time. */
    abstract void rollBack(String why);

    abstract void stop(String why);

    boolean isRollback() {
        return false;
    }

    boolean isUnderWay() {
        return endedAt == Spans.NEVER;
    }

    boolean isOver() {
        return overSince != Spans.NEVER || endedAt != Spans.NEVER;
    }

    void become(String status) {
        times.add(world.now());
        statuses.add(status);
        world.tell(service.name, () -> "deployment " + id + " of version " + target.version() + " is " + status);
    }

    String statusAt(long asOf) {
        for (int i = statuses.size() - 1; i > 0; i--) {
            if (times.get(i) <= asOf) {
                return statuses.get(i);
            }
        }
        return statuses.getFirst();
    }

    /** Enters a stage, and leaves it in the way that is planned. */
    void stage(int stage, long duration, Runnable next) {
        if (plan.endsAt(stage)) {
            world.events.in(chance.between(0, duration), () -> {
                if (!isOver()) {
                    end();
                }
            });
        }
        world.events.in(duration, () -> {
            if (!isOver() && !plan.endsAt(stage)) {
                next.run();
            }
        });
    }

    private void end() {
        if (plan.fate() == DeploymentPlan.Fate.STOPPED) {
            stop("stopped by a person");
        } else {
            rollBack("an alarm went off");
        }
    }

    void succeeded(String status) {
        succeededAt = world.now();
        endedAt = world.now();
        become(status);
    }
}
