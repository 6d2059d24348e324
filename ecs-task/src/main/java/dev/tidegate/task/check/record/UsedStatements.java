package dev.tidegate.task.check.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import dev.tidegate.task.database.DatabaseFailure;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/**
 * The statements that applications have used in one database, as {@code pg_stat_statements} knows them: each once, with
 * parameters as {@code $1}, in alphabetical order, so that the file changes only when they do.
 *
 * @param database its name
 * @param statements without semicolons
 * @param hidden how many others the login may not read
 */
public record UsedStatements(String database, Set<String> statements, long hidden) {
    private static final String HIDDEN = "<insufficient privilege>";
    /** The library is not loaded into the server. */
    private static final String NOT_LOADED = "55000";

    public UsedStatements {
        statements = new TreeSet<>(statements);
    }

    /**
     * Reads them.
     *
     * @param ours names of tables that the runner itself uses
     * @throws TaskException when the extension is missing, or the database refuses
     */
    public static UsedStatements read(DataSource source, Set<String> ours) {
        try (Connection connection = source.getConnection()) {
            String schema = schema(connection).orElseThrow(() -> missing(
                    "the extension pg_stat_statements is not in this database"));
            return read(connection, schema, new Recordable(ours));
        } catch (SQLException e) {
            throw NOT_LOADED.equals(e.getSQLState())
                    ? missing("the server has not loaded pg_stat_statements")
                    : DatabaseFailure.of("cannot read pg_stat_statements", e);
        }
    }

    private static UsedStatements read(Connection connection, String schema, Recordable recordable)
            throws SQLException {
        Set<String> statements = new TreeSet<>();
        long hidden = 0;
        String view = schema + ".pg_stat_statements";
        // What functions run is theirs; versions of the extension before 1.9 do not tell it apart.
        String top = find(connection,
                "SELECT 1 FROM pg_attribute WHERE attrelid = ?::regclass AND attname = 'toplevel'",
                view).map(there -> " AND toplevel").orElse("");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT query FROM " + view + " WHERE dbid = (SELECT oid FROM"
                        + " pg_database WHERE datname = current_database())" + top)) {
            while (rows.next()) {
                String query = Optional.ofNullable(rows.getString(1)).orElse(HIDDEN);
                if (query.equals(HIDDEN)) {
                    hidden++;
                } else {
                    recordable.of(query).ifPresent(statements::add);
                }
            }
        }
        return new UsedStatements(connection.getCatalog(), statements, hidden);
    }

    private static Optional<String> schema(Connection connection) throws SQLException {
        return find(connection, "SELECT quote_ident(nspname) FROM pg_extension JOIN pg_namespace n ON n.oid ="
                + " extnamespace WHERE extname = ?", "pg_stat_statements");
    }

    private static Optional<String> find(Connection connection, String query, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static TaskException missing(String what) {
        return new TaskException(Failure.of(Outcome.WRONG_USAGE, what + ", so nobody knows which statements were used;"
                + "\n  put pg_stat_statements into shared_preload_libraries and start the server again (RDS and Aurora have"
                + " it there), run CREATE EXTENSION pg_stat_statements in this database, then let the application or"
                + " its tests run"));
    }

    /** As a file for {@code check --statements}. */
    public String text() {
        return "-- " + count() + " of database \"" + database + "\", as pg_stat_statements has seen them. It forgets"
                + " rare ones.\n" + statements.stream().map(statement -> "\n" + statement + ";\n").collect(Collectors
                        .joining());
    }

    private String count() {
        return statements.size() == 1 ? "1 statement" : statements.size() + " statements";
    }

    /** What the file cannot hold. */
    public Optional<String> warning() {
        if (hidden > 0) {
            return Optional.of(hidden
                    + " statements of other logins cannot be read; grant pg_read_all_stats to this one");
        }
        return statements.isEmpty()
                ? Optional.of("found no statement; let the application or its tests run, then record again")
                : Optional.empty();
    }
}
