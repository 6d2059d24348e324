package dev.tidegate.task.migration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Decides what the pre-traffic run does. Post-traffic migrations wait; what depends on a waiting one waits as well if it is
 * marked {@code any}, and is blocked if it is marked {@code pre-traffic}; what depends on a blocked one is blocked.
 */
public final class PreTrafficOrder {
    private final List<Migration> pending;
    private final Dependencies dependencies;
    private final Map<Migration, Verdict> verdicts = new HashMap<>();

    private PreTrafficOrder(List<Migration> pending) {
        this.pending = pending.stream().sorted(Migration.ORDER).toList();
        this.dependencies = new Dependencies(this.pending);
    }

    /** The plan of the pre-traffic run. */
    public static Plan plan(List<Migration> pending) {
        return new PreTrafficOrder(pending).plan();
    }

    /** The plan for a database without history and without running code: everything in the order of execution. */
    public static Plan fresh(List<Migration> pending) {
        return new Plan(Phase.PRE_TRAFFIC, pending.stream().sorted(Migration.ORDER)
                .map(migration -> new Step(migration, new Verdict.Runs(new Reason.FreshDatabase()))).toList());
    }

    private Plan plan() {
        pending.forEach(migration -> verdicts.put(migration, byMark(migration)));
        untilNothingChanges(this::holdBackReady);
        untilNothingChanges(this::blockDelayed);
        return new Plan(Phase.PRE_TRAFFIC,
                pending.stream().map(migration -> new Step(migration, verdicts.get(migration))).toList());
    }

    private static Verdict byMark(Migration migration) {
        Reason why = new Reason.ItsMark(migration.mark().phase());
        return migration.mark().phase() == MarkedPhase.POST_TRAFFIC ? new Verdict.Later(why) : new Verdict.Runs(why);
    }

    private void untilNothingChanges(BiFunction<Migration, Verdict, Optional<Verdict>> rule) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Migration migration : pending) {
                Optional<Verdict> next = rule.apply(migration, verdicts.get(migration));
                next.ifPresent(verdict -> verdicts.put(migration, verdict));
                changed |= next.isPresent();
            }
        }
    }

    private Optional<Verdict> holdBackReady(Migration migration, Verdict verdict) {
        if (!(verdict instanceof Verdict.Runs)) {
            return Optional.empty();
        }
        MarkedPhase phase = migration.mark().phase();
        Optional<Reason> why = dependsOn(migration, Verdict.Later.class)
                .<Reason>map(on -> new Reason.DependsOnLater(phase, on)).or(() -> dependsOnBlocked(migration));
        return why.map(
                reason -> phase == MarkedPhase.PRE_TRAFFIC ? new Verdict.Blocked(reason) : new Verdict.Later(reason));
    }

    private Optional<Verdict> blockDelayed(Migration migration, Verdict verdict) {
        return verdict instanceof Verdict.Later
                ? dependsOnBlocked(migration).map(Verdict.Blocked::new)
                : Optional.empty();
    }

    private Optional<Reason> dependsOnBlocked(Migration migration) {
        return dependsOn(migration, Verdict.Blocked.class)
                .map(on -> new Reason.DependsOnBlocked(migration.mark().phase(), on));
    }

    private Optional<Migration> dependsOn(Migration migration, Class<? extends Verdict> kind) {
        return dependencies.of(migration).stream().filter(on -> kind.isInstance(verdicts.get(on))).findFirst();
    }
}
