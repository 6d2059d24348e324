package dev.tidegate.task.check.report;

import java.util.List;

import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Verdict;
import dev.tidegate.task.check.scratch.Source;

/**
 * What was found about one script.
 *
 * @param oldCodeRuns whether it runs while old code does
 */
public record Checked(Source source, boolean oldCodeRuns, List<Finding> findings, Verdict verdict) {
    public Checked {
        findings = List.copyOf(findings);
    }
}
