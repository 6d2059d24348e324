package dev.tidegate.task.flyway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

import dev.tidegate.task.migration.Identity;
import dev.tidegate.task.migration.Mark;
import dev.tidegate.task.migration.MarkedPhase;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.Problem;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.script.Placeholders;
import dev.tidegate.task.script.Problems;
import dev.tidegate.task.script.ScriptConfiguration;
import dev.tidegate.task.sql.ScriptText;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Statements;
import dev.tidegate.task.sql.Summary;
import dev.tidegate.task.sql.Transactions;
import dev.tidegate.task.stop.Stop;

/**
 * Decides, before anything runs, which scripts run as one transaction. The server refuses some statements inside one; the file
 * {@code V5__index.sql.conf} beside a script may say {@code executeInTransaction=false} for others.
 */
final class PlannedScripts {
    private static final String SPLIT = "put each kind into a script of its own, or say executeInTransaction=false in %s if it"
            + " may remain half done";
    private static final String NAMELESS = "CREATE INDEX CONCURRENTLY without a name for the index; give it one: if it fails,"
            + " it leaves an invalid index, which the next run finds by its name only";

    private final Path folder;
    private final Placeholders placeholders;
    private final IntSupplier server;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Reads nothing yet.
     *
     * @param server the major version of PostgreSQL, asked for only when it matters
     */
    PlannedScripts(Path folder, Placeholders placeholders, IntSupplier server) {
        this.folder = folder;
        this.placeholders = placeholders;
        this.server = server;
    }

    /**
     * Reads the scripts of these migrations.
     *
     * @throws TaskException when one mixes both kinds of statements, or begins and ends transactions itself; or when it is time
     *         to stop
     */
    List<PlannedScript> read(List<Migration> planned, Stop stop) {
        List<PlannedScript> scripts = planned.stream().map(migration -> read(migration, () -> stop.check(
                "anything was run"))).toList();
        if (!problems.isEmpty()) {
            throw new TaskException(Failure.of(Outcome.REFUSED, Problems.text(problems)));
        }
        return scripts;
    }

    /** One script alone, whether it is right or not. */
    PlannedScript one(String file) {
        return read(new Migration(file, Identity.parse(Path.of(file).getFileName().toString()).orElseThrow(), Mark.of(
                MarkedPhase.ANY)), () -> {});
    }

    /** @param between called before each statement, for a script may take long to read */
    private PlannedScript read(Migration migration, Runnable between) {
        ScriptConfiguration configuration = ScriptConfiguration.of(folder, migration.file());
        String content = content(folder.resolve(migration.file()));
        String text = configuration.replacesPlaceholders() ? placeholders.in(content) : content;
        Summary summary = new Summary(server);
        Statements.each(text, statement -> {
            between.run();
            summary.add(statement);
        });
        Optional<Boolean> configured = configuration.executeInTransaction();
        boolean inTransaction = configured.orElse(summary.outside().isEmpty());
        if (inTransaction) {
            checkInside(migration, summary);
        } else if (configured.isEmpty()) {
            checkOutside(migration, summary);
        }
        summary.psql().ifPresent(statement -> problem(migration, statement, "\"" + statement.text().lines().findFirst()
                .orElseThrow() + "\", a command of psql; expected SQL alone"));
        summary.nameless().ifPresent(statement -> problem(migration, statement, NAMELESS));
        return new PlannedScript(migration, summary, inTransaction ? Optional.empty()
                : Optional.of(ScriptText.of(
                        text)));
    }

    private void checkInside(Migration migration, Summary summary) {
        summary.outside().ifPresent(statement -> problem(migration, statement, title(statement)
                + " cannot run in a transaction, but " + migration.file()
                + ".conf says executeInTransaction=true; remove that"));
        summary.control().ifPresent(statement -> problem(migration, statement, Transactions.control(statement)
                .orElseThrow() + " in a script that runs as one transaction; remove it"));
    }

    private void checkOutside(Migration migration, Summary summary) {
        summary.inside().ifPresent(statement -> problem(migration, statement,
                "\"" + statement.shortened() + "\" would run in a transaction, but "
                        + title(summary.outside().orElseThrow()) + " in line " + summary.outside().get().line()
                        + " cannot; " + SPLIT.formatted(migration.file() + ".conf")));
    }

    private String title(Statement statement) {
        return Transactions.refusedInside(statement, server).orElseThrow();
    }

    private void problem(Migration migration, Statement statement, String what) {
        problems.add(new Problem(migration.file(), statement.line(), "found " + what));
    }

    private static String content(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
