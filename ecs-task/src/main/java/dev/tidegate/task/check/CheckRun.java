package dev.tidegate.task.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import dev.tidegate.task.check.report.Checked;
import dev.tidegate.task.check.rule.Severity;
import dev.tidegate.task.check.scratch.ScratchServer;
import dev.tidegate.task.database.DatabaseFailure;
import dev.tidegate.task.database.Login;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Statements;
import dev.tidegate.task.check.rule.Code;

/** One check, from the command line to what was found. */
final class CheckRun {
    private final CheckArguments read;

    CheckRun(CheckArguments read) {
        this.read = read;
    }

    /**
     * Checks.
     *
     * @throws TaskException when it cannot
     */
    List<Checked> run() {
        Release release = Release.read(read.migrations().orElseThrow(), read.base(), read.baseVersion(), read
                .placeholders());
        var severities = read.severities().map(SeverityFile::read).orElse(Map.of());
        if (read.url().isPresent()) {
            try (ScratchServer server = new ScratchServer(read.url().get(), read.login())) {
                return check(server, release, severities);
            }
        }
        try (EmbeddedServer embedded = EmbeddedServer.start();
                ScratchServer server = new ScratchServer(embedded.url(),
                        new Login("postgres", Optional.empty()))) {
            return check(server, release, severities);
        }
    }

    private List<Checked> check(ScratchServer server, Release release,
            Map<Code, Severity> severities) {
        OptionalInt wanted = read.postgres();
        try {
            if (wanted.isPresent() && wanted.getAsInt() != server.major()) {
                throw new TaskException(Failure.of(Outcome.WRONG_USAGE, "the scratch server is PostgreSQL " + server
                        .major()
                        + "; expected " + wanted.getAsInt()
                        + ", as --postgres says: other versions lock and scan differently"));
            }
            return new Check(server, new Check.Wishes(severities, read.appRole(), statements(read.statements()),
                    statements(read.statementsAfter()))).run(release);
        } catch (SQLException e) {
            throw DatabaseFailure.of("the scratch server failed", e);
        }
    }

    private static List<String> statements(Optional<Path> given) {
        return given.map(file -> {
            try {
                return Statements.of(Files.readString(file)).stream().map(Statement::text).toList();
            } catch (IOException e) {
                throw new TaskException(Failure.of(Outcome.WRONG_USAGE, "cannot read the file of statements \"" + file
                        + "\": "
                        + e), e);
            }
        }).orElse(List.of());
    }
}
