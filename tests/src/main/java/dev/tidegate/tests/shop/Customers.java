package dev.tidegate.tests.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import javax.sql.DataSource;

/** The shop's tables. Every call is one statement in a transaction of its own, so no lock outlives it. */
final class Customers {
    private static final String GREET = """
            INSERT INTO greeting (customer_id, text, written_by) VALUES (?, ?, ?)
            ON CONFLICT (customer_id) DO UPDATE
            SET text = excluded.text, written_by = excluded.written_by, written_at = now()""";
    private static final String VISIT = "INSERT INTO visit (customer_id, note) VALUES (?, ?)";

    private final DataSource database;
    private final Statements statements;

    Customers(DataSource database, Statements statements) {
        this.database = database;
        this.statements = statements;
    }

    Optional<Customer> find(long id) throws SQLException {
        return query(statements.find(), id);
    }

    Customer add(String name, String email) throws SQLException {
        return query(statements.add(), name, email).orElseThrow();
    }

    Optional<Customer> rename(long id, String name) throws SQLException {
        return query(statements.rename(), name, id);
    }

    void greet(long id, String text, String writtenBy) throws SQLException {
        update(GREET, id, text, writtenBy);
    }

    void visit(long id, String note) throws SQLException {
        update(VISIT, id, note);
    }

    private Optional<Customer> query(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Customer(rows.getLong(1), rows.getString(2), rows.getString(3)))
                    : Optional.empty();
        }
    }

    private void update(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
