package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.trigger.Trigger;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Somebody who now and then approves, cancels, or has something tried again. */
final class Person {
    private static final long EVERY = 25 * Spans.MINUTE;

    private final World world;
    private final Chance chance;

    Person(World world) {
        this.world = world;
        chance = world.chance.fork(31);
        world.events.in(EVERY, this::looks);
    }

    private void looks() {
        if (world.isOver()) {
            return;
        }
        for (Release release : world.ledger().all()) {
            look(release);
        }
        world.events.in(chance.between(EVERY / 2, EVERY), this::looks);
    }

    private void look(Release release) {
        if (release.state() instanceof State.PostFailed) {
            if (!world.isCalm() && chance.in(0.3)) {
                world.tally.count(Seen.RETRIED);
                world.carried(release.id().value()).retried();
                ask(new Trigger.Retry(release.id(), Optional.empty()));
            }
            return;
        }
        if (release.state() instanceof State.Ended) {
            return;
        }
        if (world.carried(release.id().value()).database().rules.approval() && release.wishes().approval().isEmpty()) {
            world.tally.count(Seen.APPROVED);
            ask(new Trigger.Approve(release.id(), Optional.empty()));
        }
        Set<String> ended = endedOrphans(world.carried(release.id().value()).database());
        if (!ended.isEmpty()) {
            world.tally.count(Seen.ORPHANS_ENDED);
            ask(new Trigger.Ended(release.id(), ended, Optional.empty()));
        }
        if (!world.isCalm() && chance.in(0.02)) {
            world.tally.count(Seen.CANCELLED);
            ask(new Trigger.Cancel(release.id(), Optional.empty()));
        }
        if (!world.isCalm() && chance.in(0.02)) {
            ask(new Trigger.Explain(release.id(), Optional.empty()));
        }
    }

    /** Whoever says that a task has ended has looked at its instance. */
    private Set<String> endedOrphans(SimDatabase database) {
        Set<String> executing = database.services.stream().flatMap(service -> service.tasks.stream()).filter(
                task -> task.mayExecute(world.now())).map(task -> task.arn).collect(Collectors.toSet());
        return world.ledger().orphans(database).waited().stream().map(orphan -> orphan.task().task()).filter(
                task -> !executing.contains(task)).collect(Collectors.toSet());
    }

    private void ask(Trigger command) {
        world.lambda().invoke(command, _ -> {});
    }
}
