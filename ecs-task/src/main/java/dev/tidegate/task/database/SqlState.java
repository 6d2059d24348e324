package dev.tidegate.task.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

import dev.tidegate.task.outcome.Outcome;

/**
 * The error codes of PostgreSQL that decide how a run ends.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
public enum SqlState {
    /** {@code lock_timeout} passed, or the server ended a deadlock at our cost: 55P03, 40P01. */
    LOCK_NOT_AVAILABLE,
    /** {@code statement_timeout} passed, or somebody cancelled: 57014. */
    CANCELED,
    /** The connection cannot be made or broke, but may work in a moment: 08, 57P01 to 57P03, 53300. */
    AWAY,
    /** The login is refused and will be again: 28, 3D000, and the driver's own 08004, such as for a missing password. */
    NO_ENTRY,
    /** The statement is at fault. */
    OTHER;

    private static final Set<String> AWAY_STATES = Set.of("57P01", "57P02", "57P03", "53300");

    /** The class of {@code error}. */
    public static SqlState of(SQLException error) {
        return of(Optional.ofNullable(error.getSQLState()).orElse(""));
    }

    /** How a run ends over it; {@code otherwise} when the code alone does not tell. */
    public Outcome outcome(Outcome otherwise) {
        return switch (this) {
            case LOCK_NOT_AVAILABLE -> Outcome.LOCKED;
            case AWAY, NO_ENTRY -> Outcome.UNREACHABLE;
            case CANCELED, OTHER -> otherwise;
        };
    }

    static SqlState of(String state) {
        if (state.startsWith("28") || state.equals("3D000") || state.equals("08004")) {
            return NO_ENTRY;
        }
        if (state.startsWith("08") || AWAY_STATES.contains(state)) {
            return AWAY;
        }
        return switch (state) {
            case "55P03", "40P01" -> LOCK_NOT_AVAILABLE;
            case "57014" -> CANCELED;
            default -> OTHER;
        };
    }
}
