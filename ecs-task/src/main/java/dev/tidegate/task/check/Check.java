package dev.tidegate.task.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.check.report.Checked;
import dev.tidegate.task.check.rule.Acceptances;
import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Rules;
import dev.tidegate.task.check.rule.Severity;
import dev.tidegate.task.check.rule.Verdict;
import dev.tidegate.task.check.scratch.MigrationObservation;
import dev.tidegate.task.check.scratch.Scratch;
import dev.tidegate.task.check.scratch.ScratchServer;
import dev.tidegate.task.check.scratch.ScriptRun;
import dev.tidegate.task.check.scratch.Source;
import dev.tidegate.task.database.DatabaseFailure;
import dev.tidegate.task.migration.Acceptance;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/** Checks the new scripts of a release against the schema of the one before. */
public final class Check {
    private final ScratchServer server;
    private final Map<Code, Severity> severities;

    /** @param severities the project's own, by code */
    public Check(ScratchServer server, Map<Code, Severity> severities) {
        this.server = server;
        this.severities = Map.copyOf(severities);
    }

    /**
     * Checks.
     *
     * @throws TaskException when the scripts of the release before cannot be run
     */
    public List<Checked> run(Release release) {
        try {
            String database = server.create();
            try (Connection connection = server.connect(database)) {
                base(release, connection);
            }
            try (Scratch scratch = new Scratch(server, database)) {
                scratch.seed();
                return observe(release, scratch);
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of("the scratch server failed", e);
        }
    }

    private void base(Release release, Connection connection) throws SQLException {
        ScriptRun run = new ScriptRun(server, connection);
        for (Source source : release.before()) {
            try {
                run.run(source);
            } catch (SQLException e) {
                throw new TaskException(Failure.of(Outcome.REFUSED,
                        "cannot bring the scratch database to the release before: "
                                + source.file() + ": " + e.getMessage()), e);
            }
        }
    }

    private List<Checked> observe(Release release, Scratch scratch) throws SQLException {
        List<Checked> checked = new ArrayList<>();
        Snapshot known = scratch.snapshot();
        for (Source source : release.preTraffic()) {
            checked.add(checked(scratch.observe(source, known), true));
        }
        Snapshot newCode = release.preTraffic().isEmpty() ? known : scratch.snapshot();
        for (Source source : release.postTraffic()) {
            checked.add(checked(scratch.observe(source, newCode), false));
        }
        return checked;
    }

    private Checked checked(MigrationObservation seen, boolean oldCodeRuns) {
        List<Finding> found = Rules.findings(seen, oldCodeRuns);
        List<Finding> weighed = Acceptances.apply(seen.source().file(), found, Acceptance.in(seen.source().text()
                .lines()::iterator), severities);
        return new Checked(seen.source(), oldCodeRuns, weighed, Verdict.of(found));
    }
}
