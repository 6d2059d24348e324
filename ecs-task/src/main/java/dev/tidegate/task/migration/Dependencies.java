package dev.tidegate.task.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which pending migrations each pending migration depends on. A dependency that has been applied is fulfilled and does not
 * count; the one "before it" is the nearest lower version that is still pending, because a script without {@code after=}
 * was written for a schema in which all of those had run.
 */
final class Dependencies {
    private final Map<Migration, List<Migration>> of = new HashMap<>();

    /** @param pending in the order of execution */
    Dependencies(List<Migration> pending) {
        List<Migration> before = new ArrayList<>();
        for (Migration migration : pending) {
            of.put(migration, dependencies(migration, before));
            migration.version().ifPresent(version -> before.add(migration));
        }
    }

    /** What {@code migration} depends on, in the order of execution. */
    List<Migration> of(Migration migration) {
        return of.getOrDefault(migration, List.of());
    }

    private static List<Migration> dependencies(Migration migration, List<Migration> before) {
        return switch (migration.mark().after()) {
            case After.Named(List<Version> versions) ->
                only(before, other -> other.version().filter(versions::contains).isPresent());
            case After.Previous() -> switch (migration.identity()) {
                case Identity.Versioned versioned -> before.isEmpty() ? List.of() : List.of(before.getLast());
                case Identity.Repeatable repeatable -> endOfPhase(migration.mark().phase(), before);
            };
        };
    }

    /** A repeatable migration runs at the end of its phase: after all versioned ones that run in it. */
    private static List<Migration> endOfPhase(MarkedPhase phase, List<Migration> versioned) {
        return switch (phase) {
            case PRE_TRAFFIC -> only(versioned, other -> other.mark().phase() == MarkedPhase.PRE_TRAFFIC);
            case POST_TRAFFIC -> List.copyOf(versioned);
            case ANY -> List.of();
        };
    }

    private static List<Migration> only(List<Migration> migrations, Predicate<Migration> wanted) {
        return migrations.stream().filter(wanted).toList();
    }
}
