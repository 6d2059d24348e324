package dev.tidegate.task.history;

/**
 * The two tables of one schema. Several schema histories may share a schema; {@code tidegate_history} then tells them apart by
 * the name of Flyway's table.
 *
 * @param schema as the database spells it
 * @param flyway Flyway's table, as the database spells it
 */
record Tables(String schema, String flyway) {
    static final String NAME = "tidegate_history";

    String quotedFlyway() {
        return quote(schema) + "." + quote(flyway);
    }

    String quotedOurs() {
        return quote(schema) + "." + quote(NAME);
    }

    private static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
