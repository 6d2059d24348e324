package dev.tidegate.task.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.task.flyway.SchemaHistory;
import dev.tidegate.task.migration.Identity;
import dev.tidegate.task.migration.Script;

/** Compares scripts with the rows of the schema history. Pure. */
final class Comparison {
    private static final String SCRIPT = "SQL";
    private static final String SCHEMA_CREATED = "SCHEMA";

    private final List<Script> scripts;
    private final Map<String, Script> byKey = new HashMap<>();
    private final Map<String, Integer> applied = new HashMap<>();

    Comparison(List<Script> scripts) {
        this.scripts = scripts;
        scripts.forEach(script -> byKey.put(script.identity().key(), script));
    }

    /**
     * What the history says of the scripts, or nothing when anything is unusual: an applied script that was changed,
     * removed or failed, a baseline, a history without scripts. Flyway knows what to make of those.
     *
     * @param entries in the order of their application
     */
    Optional<SchemaHistory.State> state(List<Entry> entries) {
        if (!entries.stream().allMatch(this::isUsual) || applied.isEmpty()) {
            return Optional.empty();
        }
        List<Script> pending = new ArrayList<>();
        for (Script script : scripts) {
            Integer before = applied.get(script.file());
            if (before == null || before != script.checksum()) {
                pending.add(script);
                if (before != null && script.identity() instanceof Identity.Versioned) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new SchemaHistory.State(false, pending));
    }

    private boolean isUsual(Entry entry) {
        if (entry.type().equals(SCHEMA_CREATED)) {
            return true;
        }
        Optional<Script> script = Optional.ofNullable(byKey.get(entry.identity().key()))
                .filter(known -> known.identity().description().equals(entry.identity().description()));
        if (!entry.success() || !entry.type().equals(SCRIPT) || entry.checksum().isEmpty() || script.isEmpty()) {
            return false;
        }
        Integer before = applied.put(script.get().file(), entry.checksum().get());
        // Of a repeatable migration the last application counts; a versioned one is applied once.
        return before == null || entry.identity() instanceof Identity.Repeatable;
    }
}
