package dev.tidegate.task.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/**
 * What stands in a schema, found with one question to the database.
 *
 * @param hasFlyway whether Flyway's table is there
 * @param hasOurs whether {@code tidegate_history} is there
 * @param occupied whether anything is there at all that does not belong to an extension, which Flyway calls not empty
 */
record Look(Tables tables, boolean hasFlyway, boolean hasOurs, boolean occupied) {
    private static final String SQL = """
            WITH place AS (SELECT coalesce(?, current_schema()) AS name),
                 space AS (SELECT n.oid FROM pg_namespace n JOIN place ON n.nspname = place.name),
                 object AS (SELECT oid FROM pg_class WHERE relnamespace IN (SELECT oid FROM space)
                                AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
                            UNION ALL SELECT oid FROM pg_proc WHERE pronamespace IN (SELECT oid FROM space)
                            UNION ALL SELECT oid FROM pg_type WHERE typnamespace IN (SELECT oid FROM space)
                                AND typtype IN ('d', 'e', 'r'))
            SELECT place.name, to_regclass(format('%I.%I', place.name, ?)) IS NOT NULL,
                   to_regclass(format('%I.%I', place.name, ?)) IS NOT NULL,
                   EXISTS (SELECT 1 FROM object WHERE NOT EXISTS
                       (SELECT 1 FROM pg_depend d WHERE d.objid = object.oid AND d.deptype = 'e'))
            FROM place""";

    /**
     * Looks.
     *
     * @param schema empty for the login's own
     * @param table Flyway's
     * @throws TaskException when there is no schema to look at
     */
    static Look at(Connection connection, Optional<String> schema, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, schema.orElse(null));
            statement.setString(2, table);
            statement.setString(3, Tables.NAME);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String name = Optional.ofNullable(row.getString(1)).orElseThrow(Look::noSchema);
                return new Look(new Tables(name, table), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4));
            }
        }
    }

    private static TaskException noSchema() {
        return new TaskException(Failure.of(Outcome.WRONG_USAGE,
                "setting schema (TIDEGATE_SCHEMA or --schema): not set, and the search path of the login names no schema"
                        + " that exists; expected the schema of the migrations"));
    }
}
