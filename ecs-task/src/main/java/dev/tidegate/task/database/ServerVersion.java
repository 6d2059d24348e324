package dev.tidegate.task.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/**
 * The release of PostgreSQL that serves a session.
 *
 * @param major 14
 * @param text as the server says it: {@code 14.23}, perhaps with a word about who packed it
 */
public record ServerVersion(int major, String text) {
    /** The first with identity columns, {@code backend_type} and {@code pg_read_all_stats}, which nothing here can do without. */
    private static final int OLDEST = 10;
    private static final int OLDEST_TESTED = 14;

    /** The server behind {@code connection}, which has told it at the login. */
    static ServerVersion of(Connection connection) throws SQLException {
        return new ServerVersion(connection.getMetaData().getDatabaseMajorVersion(), connection.getMetaData()
                .getDatabaseProductVersion());
    }

    /**
     * For every session, before it asks for anything that an old server does not know.
     *
     * @throws TaskException when it is too old to be used at all
     */
    void refuseTooOld() {
        if (major < OLDEST) {
            throw new TaskException(Failure.of(Outcome.REFUSED, "the server is PostgreSQL " + text + "; expected "
                    + OLDEST_TESTED + " or newer, and older than " + OLDEST
                    + " lacks what the runner cannot do without; nothing was run, upgrade the server first"));
        }
    }

    /** What to tell people of a server that nobody tries the runner on. */
    public Optional<String> doubt() {
        return major < OLDEST_TESTED
                ? Optional.of("the server is PostgreSQL " + text + "; the runner is tested with " + OLDEST_TESTED
                        + " and newer, so try these scripts on a copy of the database first, and upgrade the server")
                : Optional.empty();
    }
}
