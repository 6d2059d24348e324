package dev.tidegate.task.migration;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what the post-traffic run does: it takes every pending migration, whatever its mark, whose delay since the drain
 * has passed and whose dependencies are done.
 */
public final class PostTrafficOrder {
    private final Dependencies dependencies;
    private final Instant drainedAt;
    private final Instant now;
    private final Map<Migration, Verdict> verdicts = new LinkedHashMap<>();

    private PostTrafficOrder(Dependencies dependencies, Instant drainedAt, Instant now) {
        this.dependencies = dependencies;
        this.drainedAt = drainedAt;
        this.now = now;
    }

    /**
     * The plan of the post-traffic run.
     *
     * @param drainedAt since when the old code is gone
     */
    public static Plan plan(List<Migration> pending, Instant drainedAt, Instant now) {
        List<Migration> ordered = pending.stream().sorted(Migration.ORDER).toList();
        return new PostTrafficOrder(new Dependencies(ordered), drainedAt, now).plan(ordered);
    }

    private Plan plan(List<Migration> ordered) {
        ordered.forEach(migration -> verdicts.put(migration, verdict(migration)));
        return new Plan(Phase.POST_TRAFFIC,
                verdicts.entrySet().stream().map(entry -> new Step(entry.getKey(), entry.getValue())).toList());
    }

    private Verdict verdict(Migration migration) {
        Instant due = migration.mark().delay().isZero() ? now : drainedAt.plus(migration.mark().delay());
        Optional<Waiting> dependency = latestWaitingDependency(migration);
        if (due.isAfter(now) && dependency.filter(on -> on.notBefore().isAfter(due)).isEmpty()) {
            return new Verdict.NotYet(new Reason.DelayEnds(migration.mark().delay(), due), due);
        }
        return dependency
                .<Verdict>map(on -> new Verdict.NotYet(new Reason.DependsOnNotYet(on.migration()), on.notBefore()))
                .orElseGet(() -> new Verdict.Runs(new Reason.Drained(migration.mark().phase())));
    }

    private Optional<Waiting> latestWaitingDependency(Migration migration) {
        return dependencies.of(migration).stream().<Waiting>mapMulti((on, waiting) -> {
            if (verdicts.get(on) instanceof Verdict.NotYet notYet) {
                waiting.accept(new Waiting(on, notYet.notBefore()));
            }
        }).max(Comparator.comparing(Waiting::notBefore));
    }

    private record Waiting(Migration migration, Instant notBefore) {}
}
