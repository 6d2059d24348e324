package dev.tidegate.task.flyway;

import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tidegate.task.database.SqlState;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.outcome.Blocker;
import dev.tidegate.task.outcome.FailedStatement;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.stop.Stop;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;

/** Turns what Flyway throws into how our run ends. */
final class FlywayFailure {
    private static final int LONGEST_STATEMENT = 200;
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final Pattern LEADING_COMMENTS = Pattern.compile("\\A(?:\\s*--[^\\n]*\\n)+");

    private final FlywayException thrown;

    FlywayFailure(FlywayException thrown) {
        this.thrown = thrown;
    }

    /** What ended the comparison with the history. */
    TaskException whileReading() {
        return ours().orElseGet(() -> byError(Outcome.FAILED, "cannot read the schema history: " + message()));
    }

    /** What ended the attempt to begin a history. */
    TaskException whileBaselining() {
        return ours().or(this::withoutRights).orElseGet(() -> byError(Outcome.REFUSED,
                "cannot begin a schema history: " + message()));
    }

    /** Whether Flyway could not even begin, because another runner holds its lock. */
    boolean anotherRunner() {
        return message().contains("Number of retries exceeded");
    }

    /**
     * What ended the run of migrations.
     *
     * @param blocker who was last seen holding a lock that was needed
     */
    TaskException whileMigrating(Witness witness, Stop stop, Optional<Blocker> blocker) {
        return ours().orElseGet(() -> witness.running().map(script -> script(script, witness, stop, blocker))
                .orElseGet(this::outsideScripts));
    }

    /** An exception of our own that went through Flyway: no connection, or the deadline. */
    private Optional<TaskException> ours() {
        return first(TaskException.class);
    }

    private TaskException outsideScripts() {
        if (thrown.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return simple(Outcome.REFUSED, "the schema has become occupied since this run looked, and has no schema"
                    + " history; nothing was run, run again");
        }
        return withoutRights().orElseGet(() -> byError(Outcome.FAILED, "cannot run migrations: " + message()));
    }

    /** The first thing that a login meets in a new database: Flyway's own text hides it. */
    private Optional<TaskException> withoutRights() {
        return first(SQLException.class).filter(error -> INSUFFICIENT_PRIVILEGE.equals(error.getSQLState()))
                .map(error -> simple(Outcome.FAILED, "cannot write the schema history: " + error.getMessage().lines()
                        .findFirst().orElseThrow() + " (SQLSTATE " + INSUFFICIENT_PRIVILEGE + "); the login of the"
                        + " migrations needs the right to create in their schema, which in \"public\" not everybody has"
                        + " since PostgreSQL 15, and to read and write the history there"));
    }

    private TaskException script(PlannedScript script, Witness witness, Stop stop, Optional<Blocker> blocker) {
        Optional<SQLException> error = first(SQLException.class);
        SqlState state = error.map(SqlState::of).orElse(SqlState.OTHER);
        String remains = state == SqlState.AWAY ? remainsUnseen(script, witness) : remains(script, witness);
        String text = error.map(SQLException::getMessage).orElseGet(this::message);
        Optional<Stop.Cause> stopped = stop.cause().filter(cause -> error.isEmpty() || state == SqlState.CANCELED);
        if (stopped.isPresent()) {
            String where = error.isPresent() ? text : "between two statements";
            return script(Outcome.DEADLINE, script.migration(), "was stopped " + stopped.get().words() + ": " + where,
                    remains, blocker);
        }
        return switch (state) {
            case LOCK_NOT_AVAILABLE -> script(Outcome.LOCKED, script.migration(), "could not get a lock in time: "
                    + text, remains, blocker);
            case AWAY, NO_ENTRY -> script(Outcome.UNREACHABLE, script.migration(), "lost the database: " + text,
                    remains, Optional.empty());
            case CANCELED, OTHER -> script(Outcome.FAILED, script.migration(), "failed: " + text, remains, Optional
                    .empty());
        };
    }

    private TaskException script(Outcome outcome, Migration migration, String what, String remains,
            Optional<Blocker> blocker) {
        FailedStatement failed = failed(Optional.of(migration.file()));
        String line = failed.line().isPresent() ? ", line " + failed.line().getAsInt() : "";
        String title = migration.title().replaceFirst("\\)$", line + ")");
        String sqlState = failed.sqlState().map(state -> " (SQLSTATE " + state + ")").orElse("");
        String statement = failed.statement().map(sql -> "\n  statement: " + sql).orElse("");
        String blockedBy = blocker.map(by -> "\n  blocked by " + by.text()).orElse("");
        return new TaskException(new Failure(outcome,
                "migration " + title + " " + what + sqlState + statement + blockedBy + "\n  " + remains, Optional.of(
                        failed), blocker), thrown);
    }

    /** The connection is lost, and with it the answer to what was sent last. */
    private static String remainsUnseen(PlannedScript script, Witness witness) {
        if (script.inTransaction() && witness.finished()) {
            return "it was to be committed, and whether it was is not known: it is applied as a whole or not at all, and"
                    + " the next run finds out";
        }
        return script.inTransaction() || witness.finished() || witness.statementsDone() == script.statements().size()
                ? remains(script, witness)
                : "whether this statement still comes to its end on the server is not known; " + remains(script,
                        witness);
    }

    private static String remains(PlannedScript script, Witness witness) {
        if (script.inTransaction()) {
            return "the script ran in a transaction: the database is as it was before it";
        }
        return "the script ran outside a transaction: " + switch (witness.statementsDone()) {
            case 0 -> "none of its statements succeeded";
            case 1 -> "its first statement remains applied";
            default -> "its first " + witness.statementsDone() + " statements remain applied";
        } + "; the next run looks into the catalog and goes on, or says what to do";
    }

    private TaskException byError(Outcome otherwise, String message) {
        return simple(first(SQLException.class).map(SqlState::of).map(state -> state.outcome(otherwise)).orElse(
                otherwise),
                message);
    }

    private TaskException simple(Outcome outcome, String message) {
        return new TaskException(new Failure(outcome, message,
                first(SQLException.class).map(error -> failed(Optional.empty()))), thrown);
    }

    private FailedStatement failed(Optional<String> file) {
        Optional<SQLException> error = first(SQLException.class);
        Optional<FlywaySqlScriptException> inScript = first(FlywaySqlScriptException.class);
        return new FailedStatement(error.map(SQLException::getMessage).orElseGet(this::message),
                error.map(SQLException::getSQLState), file,
                inScript.map(script -> OptionalInt.of(script.getLineNumber())).orElseGet(OptionalInt::empty),
                inScript.map(script -> shorten(script.getStatement())));
    }

    private static String shorten(String sql) {
        String flat = LEADING_COMMENTS.matcher(sql).replaceFirst("").strip().replaceAll("\\s+", " ");
        return flat.length() <= LONGEST_STATEMENT ? flat : flat.substring(0, LONGEST_STATEMENT) + "…";
    }

    private String message() {
        return Optional.ofNullable(thrown.getMessage()).map(String::strip).orElse(thrown.toString());
    }

    /** The outermost cause of this type. */
    <T extends Throwable> Optional<T> first(Class<T> type) {
        return Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause).filter(type::isInstance)
                .map(type::cast).findFirst();
    }
}
