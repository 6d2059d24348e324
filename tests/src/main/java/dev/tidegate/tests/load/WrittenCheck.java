package dev.tidegate.tests.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

/** Compares what was acknowledged with what the database holds, in every column that carries the name at the time. */
final class WrittenCheck {
    private static final String COLUMNS = """
            SELECT column_name FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = 'customer' AND column_name IN ('name', 'full_name')
            ORDER BY column_name""";

    private final Connection connection;

    private WrittenCheck(Connection connection) {
        this.connection = connection;
    }

    static List<LostWrite> run(DataSource database, List<WrittenCustomer> written) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new WrittenCheck(connection).compare(written);
        }
    }

    private List<LostWrite> compare(List<WrittenCustomer> written) throws SQLException {
        Map<WrittenCustomer, LostWrite> lost = new HashMap<>();
        for (String column : columns()) {
            Map<Long, String> names = names(column);
            for (WrittenCustomer customer : written) {
                Optional<String> found = Optional.ofNullable(names.get(customer.id()));
                if (found.filter(customer.names()::contains).isEmpty()) {
                    lost.putIfAbsent(customer, new LostWrite(customer.id(), customer.writtenBy(), customer.expected(),
                            found.map(name -> "\"" + name + "\" in " + column).orElse("nothing in " + column)));
                }
            }
        }
        return List.copyOf(lost.values());
    }

    private List<String> columns() throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        if (columns.isEmpty()) {
            throw new SQLException("table customer has neither a column name nor full_name");
        }
        return columns;
    }

    private Map<Long, String> names(String column) throws SQLException {
        Map<Long, String> names = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT id, " + column + " FROM customer");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.put(rows.getLong(1), rows.getString(2));
            }
        }
        return names;
    }
}
