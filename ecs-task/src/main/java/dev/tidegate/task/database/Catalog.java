package dev.tidegate.task.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import dev.tidegate.task.sql.IndexText;
import dev.tidegate.task.sql.Name;

/** What the catalog says of what a statement was to do. */
public final class Catalog {
    private final Connection connection;

    public Catalog(Connection connection) {
        this.connection = connection;
    }

    /** What stands where {@code statement} would build {@code index}. */
    public IndexState index(Name index, String statement) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT indisvalid AND indisready,"
                + " pg_get_indexdef(indexrelid) FROM pg_index WHERE indexrelid = to_regclass(?)")) {
            query.setString(1, index.quoted());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return IndexState.ABSENT;
                }
                if (!row.getBoolean(1)) {
                    return IndexState.INVALID;
                }
                return IndexText.same(statement, row.getString(2)) ? IndexState.AS_DESCRIBED : IndexState.DIFFERENT;
            }
        }
    }

    /** Whether there is a relation of this name. */
    public boolean exists(Name relation) throws SQLException {
        return text("SELECT to_regclass(?)::text", relation.quoted()).isPresent();
    }

    /** How far {@code partition} has left {@code table}. */
    public PartitionState partition(Name table, Name partition) throws SQLException {
        // The column inhdetachpending exists only on servers that can detach concurrently, from PostgreSQL 14 on.
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT coalesce((to_jsonb(i) ->> 'inhdetachpending')"
                        + "::boolean, false) FROM pg_inherits i WHERE inhparent = to_regclass(?) AND inhrelid = to_regclass(?)")) {
            query.setString(1, table.quoted());
            query.setString(2, partition.quoted());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return PartitionState.DETACHED;
                }
                return row.getBoolean(1) ? PartitionState.PENDING : PartitionState.ATTACHED;
            }
        }
    }

    /** The schema that unqualified names are created in. */
    public String schema() throws SQLException {
        return text("SELECT coalesce(current_schema(), ?)", "public").orElseThrow();
    }

    private Optional<String> text(String sql, String parameter) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }
}
