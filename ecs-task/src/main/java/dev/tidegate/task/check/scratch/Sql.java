package dev.tidegate.task.check.scratch;

/** Pieces of SQL. */
public final class Sql {
    private Sql() {}

    /** A name, quoted. */
    public static String name(String plain) {
        return "\"" + plain.replace("\"", "\"\"") + "\"";
    }

    /** A string. */
    public static String text(String plain) {
        return "'" + plain.replace("'", "''") + "'";
    }
}
