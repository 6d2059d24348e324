package dev.tidegate.task.check.client;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Statements that a release really uses, with parameters as {@code $1}. They are prepared, never run. A list such as
 * {@code pg_stat_statements} gives lacks the rare ones: it can show a danger, never that there is none.
 */
public final class Witnesses {
    private static final int RESULT_TYPES_SINCE = 16;

    private final Connection connection;
    private final Map<String, String> known = new LinkedHashMap<>();
    private final Map<String, String> failing = new LinkedHashMap<>();
    private int descriptions;

    /** @param connection in a transaction, which is rolled back */
    public Witnesses(Connection connection, List<String> statements) throws SQLException {
        this.connection = connection;
        for (String statement : statements) {
            Answer answer = prepare(statement);
            if (answer.worked()) {
                known.put(statement, answer.text());
            } else {
                failing.put(statement, answer.text());
            }
        }
        connection.rollback();
    }

    /** Those that could not be prepared at first, and still cannot as far as {@link #healed} knows. */
    public List<Sighting> failing() {
        return failing.entrySet().stream().map(entry -> new Sighting("statements", true, entry.getKey(), entry
                .getValue())).toList();
    }

    /** Those of {@link #failing} that can be prepared now, with what the server said before. */
    public List<Sighting> healed() throws SQLException {
        List<Sighting> seen = new ArrayList<>();
        for (Sighting before : failing()) {
            Answer answer = prepare(before.statement());
            if (answer.worked()) {
                seen.add(before);
                failing.remove(before.statement());
                known.put(before.statement(), answer.text());
            }
        }
        connection.rollback();
        return seen;
    }

    /** Those that cannot be prepared any more, or give other types; each is told once. */
    public List<Sighting> again() throws SQLException {
        List<Sighting> seen = new ArrayList<>();
        for (String statement : List.copyOf(known.keySet())) {
            Answer answer = prepare(statement);
            if (!answer.worked()) {
                seen.add(new Sighting("statements", true, statement, answer.text()));
                known.remove(statement);
            } else if (!answer.text().equals(known.get(statement))) {
                seen.add(new Sighting("statements", false, statement, answer.text() + " instead of " + known.get(
                        statement)));
                known.put(statement, answer.text());
            }
        }
        connection.rollback();
        return seen;
    }

    private Answer prepare(String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("PREPARE tidegate_witness AS " + sql);
            Answer answer = new Answer(true, types(statement, sql));
            statement.execute("DEALLOCATE tidegate_witness");
            connection.releaseSavepoint(before);
            return answer;
        } catch (SQLException e) {
            connection.rollback(before);
            return new Answer(false, e.getMessage().lines().findFirst().orElse("refused"));
        }
    }

    private String types(Statement statement, String sql) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < RESULT_TYPES_SINCE) {
            return described(statement, sql);
        }
        try (ResultSet row = statement.executeQuery("SELECT result_types::text FROM pg_prepared_statements WHERE name ="
                + " 'tidegate_witness'")) {
            row.next();
            return Optional.ofNullable(row.getString(1)).orElse("");
        }
    }

    /** Older servers show the result's types to the driver alone, and to it only without parameters of the server's kind. */
    private String described(Statement statement, String sql) throws SQLException {
        String described = sql.replace("?", "??");
        try (ResultSet parameters = statement.executeQuery("SELECT type::text FROM pg_prepared_statements,"
                + " unnest(parameter_types) WITH ORDINALITY u (type, at) WHERE name = 'tidegate_witness' ORDER BY at")) {
            for (int number = 1; parameters.next(); number++) {
                described = described.replaceAll("\\$" + number + "(?!\\d)", Matcher.quoteReplacement("NULL::"
                        + parameters.getString(1)));
            }
        }
        // The driver keeps what it has prepared, and would not ask for the same text again.
        descriptions++;
        try (PreparedStatement query = connection.prepareStatement("/* " + descriptions + " */ " + described)) {
            Optional<ResultSetMetaData> columns = Optional.ofNullable(query.getMetaData());
            List<String> types = new ArrayList<>();
            for (int column = 1; columns.isPresent() && column <= columns.get().getColumnCount(); column++) {
                types.add(columns.get().getColumnTypeName(column));
            }
            return types.isEmpty() ? "" : "{" + String.join(",", types) + "}";
        }
    }
}
