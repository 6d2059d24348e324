package dev.tidegate.task;

import java.util.List;

import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.text.TextCheck;
import dev.tidegate.task.check.text.WhenFound;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.Plan;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.report.Progress;
import dev.tidegate.task.settings.Settings;
import dev.tidegate.task.settings.Values;

/** The setting {@code check}: what the words of the scripts tell that a pre-traffic run is about to run. */
final class ScriptCheck {
    private final Values values;

    ScriptCheck(Values values) {
        this.values = values;
    }

    /** What is found, for {@code plan}. */
    List<String> warnings(Plan plan) {
        return found(plan).stream().map(TextCheck::text).toList();
    }

    /**
     * Tells what is found.
     *
     * @throws TaskException when there is an error among it and that is to be refused
     */
    void hold(Plan plan, Progress progress) {
        List<Finding> found = found(plan);
        if (values.get(Settings.CHECK) == WhenFound.REFUSE && !TextCheck.errors(found).isEmpty()) {
            throw new TaskException(Failure.of(Outcome.REFUSED, TextCheck.refusal(found)));
        }
        found.forEach(finding -> progress.warn(TextCheck.text(finding)));
    }

    /** A run with nothing to do does not look. */
    private List<Finding> found(Plan plan) {
        return plan.runs().isEmpty() || values.get(Settings.CHECK) == WhenFound.OFF
                ? List.of()
                : new TextCheck(values.get(Settings.MIGRATIONS), values.get(Settings.PLACEHOLDERS)).run(plan.runs()
                        .stream().map(Migration::file).toList());
    }
}
