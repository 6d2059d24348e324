package dev.tidegate.task.sessions;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import dev.tidegate.task.database.DatabaseFailure;
import dev.tidegate.task.outcome.TaskException;

/**
 * The sessions of other programs in this database; those of runners are left out.
 *
 * @param complete whether our login sees when and from where they were opened
 */
public record OpenSessions(List<OpenSession> all, boolean complete) {
    /**
     * Of other people's sessions everybody sees pid, user and name; the rest is null without pg_read_all_stats, so that
     * nothing may be concluded from a null.
     */
    private static final String QUERY = """
            select pid, usename, coalesce(application_name, ''), backend_start, host(client_addr)
            from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and usename is not null
                and coalesce(backend_type, 'client backend') = 'client backend'
                and coalesce(application_name, '') not like 'tidegate/%'
            order by backend_start, pid""";
    private static final String RIGHTS = "select pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')";

    public OpenSessions {
        all = List.copyOf(all);
    }

    /**
     * Looks.
     *
     * @throws TaskException when the database cannot be asked
     */
    public static OpenSessions look(DataSource database) {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            return new OpenSessions(sessions(statement), complete(statement));
        } catch (SQLException e) {
            throw DatabaseFailure.of("cannot see the open sessions", e);
        }
    }

    private static List<OpenSession> sessions(Statement statement) throws SQLException {
        List<OpenSession> sessions = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(QUERY)) {
            while (row.next()) {
                sessions.add(new OpenSession(row.getLong(1), row.getString(2), row.getString(3),
                        Optional.ofNullable(row.getObject(4, OffsetDateTime.class))
                                .map(at -> at.toInstant().truncatedTo(ChronoUnit.SECONDS)),
                        Optional.ofNullable(row.getString(5))));
            }
        }
        return sessions;
    }

    private static boolean complete(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(RIGHTS)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
