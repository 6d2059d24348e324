package dev.tidegate.task.check.client;

import java.util.Optional;

/**
 * One thing that an old client could do.
 *
 * @param object what it is done to
 * @param role as which role; empty for the owner
 * @param answers whether its answer is a value, rather than how many rows it concerned
 */
record Deed(String object, String sql, Optional<String> role, boolean answers) {
    static Deed of(String object, String sql) {
        return new Deed(object, sql, Optional.empty(), false);
    }

    Deed as(String other) {
        return new Deed(object, sql, Optional.of(other), answers);
    }

    /** Whether it proves nothing where there are no rows. */
    boolean needsRows() {
        return inserts() && sql.endsWith(" LIMIT 1") || sql.startsWith("UPDATE") || sql.startsWith("DELETE");
    }

    /** Whether it writes rows that were not there. */
    boolean inserts() {
        return sql.startsWith("INSERT");
    }
}
