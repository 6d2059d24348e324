package dev.tidegate.task.check.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tidegate.task.database.CopyData;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Transactions;

/** Runs scripts as the runner would, without looking at what they do; roles that production has are made on the way. */
public final class ScriptRun {
    private static final Pattern ROLE = Pattern.compile("role \"(.+)\" does not exist");
    private static final List<String> CLUSTER_WIDE = List.of("create database", "drop database", "alter database",
            "create tablespace", "drop tablespace", "alter system", "create subscription", "alter subscription",
            "drop subscription");

    private final ScratchServer server;
    private final Connection connection;

    /** @param connection to the database to run them on */
    public ScriptRun(ScratchServer server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    /**
     * Runs one script.
     *
     * @throws SQLException when the database refuses a statement
     */
    public void run(Source source) throws SQLException {
        while (true) {
            try {
                connection.setAutoCommit(!source.inTransaction());
                for (Statement statement : source.statements()) {
                    execute(source, statement);
                }
                if (!connection.getAutoCommit()) {
                    connection.commit();
                }
                connection.setAutoCommit(true);
                forget();
                return;
            } catch (SQLException e) {
                if (source.inTransaction()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                if (!makeRole(e) || !source.inTransaction()) {
                    throw e;
                }
            }
        }
    }

    /** What a script sets for its session is not there for the next one. */
    private void forget() throws SQLException {
        try (java.sql.Statement reset = connection.createStatement()) {
            reset.execute("RESET ALL; RESET SESSION AUTHORIZATION");
        }
    }

    /** Whether {@code error} speaks of a role that was missing and is there now. */
    boolean makeRole(SQLException error) throws SQLException {
        Matcher role = ROLE.matcher(error.getMessage());
        if (!"42704".equals(error.getSQLState()) || !role.find()) {
            return false;
        }
        server.createRole(role.group(1));
        return true;
    }

    /** Runs one statement, unless it begins or ends a transaction or reaches beyond this database. */
    void execute(Source source, Statement statement) throws SQLException {
        if (Transactions.control(statement).isPresent() || reachesOut(statement)) {
            return;
        }
        Optional<String> data = source.copyData(statement);
        if (data.isPresent()) {
            CopyData.load(connection, statement.text(), data.get());
            return;
        }
        try (java.sql.Statement run = connection.createStatement()) {
            run.setEscapeProcessing(false);
            run.execute(statement.text());
        }
    }

    /** Whether it changes what other databases of the server share; that is not done. */
    boolean reachesOut(Statement statement) {
        List<String> words = statement.tokens().stream().map(token -> token.text()).limit(3).toList();
        String start = String.join(" ", words.subList(0, Math.min(2, words.size())));
        boolean ofOthers = Stream.of("alter role", "alter user", "alter group", "drop role", "drop user").anyMatch(
                start::equals) && words.size() > 2 && !server.isOurs(words.get(2));
        return CLUSTER_WIDE.contains(start) || ofOthers;
    }
}
