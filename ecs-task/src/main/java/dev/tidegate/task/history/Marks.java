package dev.tidegate.task.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.task.migration.Mark;
import dev.tidegate.task.migration.Marking;
import dev.tidegate.task.migration.Script;

/** The marks of an image's scripts, for migrations that were applied without being noted. */
final class Marks {
    private final Map<String, Mark> marks = new HashMap<>();

    Marks(Collection<Script> scripts) {
        scripts.forEach(script -> {
            if (script.marking() instanceof Marking.Marked(Mark mark, int line)) {
                marks.put(script.identity().key(), mark);
            }
        });
    }

    /** {@code migration} with what its mark says, if the image has its script and the script has a mark. */
    AppliedMigration assume(AppliedMigration migration) {
        return Optional.ofNullable(marks.get(migration.key()))
                .map(mark -> migration.with(Provenance.unknown(mark))).orElse(migration);
    }
}
