package dev.tidegate.task.check.rule;

/**
 * The safe way, as SQL to paste.
 *
 * @param pre for a pre-traffic script; empty when there is none
 * @param post for a post-traffic script; empty when there is none
 */
public record Fix(String pre, String post) {
    /** Nothing to paste. */
    public static final Fix NONE = new Fix("", "");

    /** All of it in the pre-traffic script. */
    public static Fix pre(String sql) {
        return new Fix(sql, "");
    }

    /** All of it in the post-traffic script. */
    public static Fix post(String sql) {
        return new Fix("", sql);
    }
}
