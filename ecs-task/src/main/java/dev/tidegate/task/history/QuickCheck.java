package dev.tidegate.task.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.tidegate.task.flyway.SchemaHistory;
import dev.tidegate.task.migration.Identity;
import dev.tidegate.task.migration.Script;
import dev.tidegate.task.script.Placeholders;

/**
 * Compares all scripts with the schema history as it was read. Loading Flyway and letting it look takes several times as long as
 * everything else that a run with nothing to do does; what is unusual is left to it all the same.
 *
 * <p>It answers nothing but what Flyway would be asked otherwise. What else a run looks at (the floor, an occupied schema,
 * {@code tidegate_history}, open sessions) it looks at with and without it.
 */
public final class QuickCheck {
    private final Path folder;
    private final Placeholders placeholders;

    /** @param folder the scripts */
    public QuickCheck(Path folder, Placeholders placeholders) {
        this.folder = folder;
        this.placeholders = placeholders;
    }

    /** What Flyway would say, when everything is as it should be; otherwise nothing. */
    public Optional<SchemaHistory.State> state(List<Script> scripts, SchemaState found) {
        if (!(found instanceof SchemaState.WithHistory history) || scripts.stream().anyMatch(
                script -> hasItsOwnConfiguration(script) || isFilledIn(script))) {
            return Optional.empty();
        }
        return new Comparison(scripts).state(history.entries());
    }

    private boolean hasItsOwnConfiguration(Script script) {
        return Files.exists(folder.resolve(script.file() + ".conf"));
    }

    /** Of repeatable scripts Flyway takes the checksum with the placeholders' values. */
    private boolean isFilledIn(Script script) {
        return placeholders instanceof Placeholders.On && script.identity() instanceof Identity.Repeatable;
    }
}
