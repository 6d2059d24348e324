package dev.tidegate.task.check.rule;

import java.util.List;

import dev.tidegate.task.check.scratch.MigrationObservation;

/** All rules. They look at nothing but what was observed. */
public final class Rules {
    private Rules() {}

    /**
     * The findings about one script, by line.
     *
     * @param oldCodeRuns whether it runs while old code does
     */
    public static List<Finding> findings(MigrationObservation seen, boolean oldCodeRuns) {
        Report report = new Report(seen, oldCodeRuns);
        new ColumnRules(report).apply();
        new RelationRules(report).apply();
        new ConstraintRules(report).apply();
        new KeyRules(report).apply();
        new TypeRules(report).apply();
        new RoutineRules(report).apply();
        new AccessRules(report).apply();
        new LockRules(report).apply();
        new DataRules(report).apply();
        new ScriptRules(report).apply();
        return report.findings();
    }
}
