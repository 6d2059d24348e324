package dev.tidegate.task.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.task.sql.IndexText;
import dev.tidegate.task.sql.Name;
import dev.tidegate.task.sql.Rerun;

/** What the catalog says of what a statement was to do. */
public final class Catalog {
    private static final String LEFT_BY_REINDEX = "WITH RECURSIVE family AS (SELECT oid FROM pg_class WHERE %s"
            + " UNION SELECT inhrelid FROM family JOIN pg_inherits ON inhparent = oid),"
            + " heap AS (SELECT oid FROM family"
            + " UNION SELECT reltoastrelid FROM family JOIN pg_class USING (oid))"
            + " SELECT i_n.nspname, i.relname, t_n.nspname, t.relname"
            + " FROM heap JOIN pg_index x ON x.indrelid = heap.oid JOIN pg_class i ON i.oid = x.indexrelid"
            + " JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace i_n ON i_n.oid = i.relnamespace"
            + " JOIN pg_namespace t_n ON t_n.oid = t.relnamespace"
            + " WHERE NOT x.indisvalid AND i.relname ~ '_cc(new|old)[0-9]*$' ORDER BY 1, 2";

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

    /**
     * The invalid indexes that {@code REINDEX … CONCURRENTLY} leaves when it does not come to its end, each with its table.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY">Rebuilding indexes
     *      concurrently</a>
     */
    public Map<Name, Name> leftBy(Rerun.Reindexes reindexes) throws SQLException {
        Map<Name, Name> left = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(LEFT_BY_REINDEX.formatted(
                switch (reindexes.kind()) {
                    case INDEX -> "oid = (SELECT indrelid FROM pg_index WHERE indexrelid = to_regclass(?))";
                    case TABLE -> "oid = to_regclass(?)";
                    case SCHEMA -> "relnamespace = to_regnamespace(?)";
                    case DATABASE -> "? IS NOT NULL";
                }))) {
            query.setString(1, reindexes.name().quoted());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    left.put(new Name(List.of(rows.getString(1), rows.getString(2))),
                            new Name(List.of(rows.getString(3), rows.getString(4))));
                }
            }
        }
        return left;
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
