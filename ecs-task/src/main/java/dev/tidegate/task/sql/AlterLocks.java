package dev.tidegate.task.sql;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How strongly {@code ALTER} locks the relation it names. Only forms that the manual says to take a weaker lock than
 * {@code ACCESS EXCLUSIVE} count as such, and of several the strongest does.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
final class AlterLocks {
    /** The storage parameters of tables that are set under {@code SHARE UPDATE EXCLUSIVE}. */
    private static final Set<String> GENTLE_PARAMETERS = Set.of("fillfactor", "toast", "parallel_workers",
            "toast_tuple_target", "n_distinct", "n_distinct_inherited", "vacuum_truncate", "vacuum_index_cleanup",
            "log_autovacuum_min_duration");
    private static final String AUTOVACUUM = "autovacuum_";

    private AlterLocks() {}

    /** The mode that {@code statement} takes, which begins with ALTER. */
    static LockMode of(Statement statement) {
        if (statement.begins("alter", "sequence")) {
            return statement.has("rename") || statement.has("owner", "to") || statement.has("set")
                    ? LockMode.ACCESS_EXCLUSIVE
                    : LockMode.SHARE_ROW_EXCLUSIVE;
        }
        if (!statement.begins("alter", "table") && !statement.begins("alter", "index")) {
            return LockMode.ACCESS_EXCLUSIVE;
        }
        return statement.parts().stream().map(action -> of(statement, action)).reduce(LockMode::or).orElse(
                LockMode.ACCESS_EXCLUSIVE);
    }

    private static LockMode of(Statement statement, Statement action) {
        boolean table = statement.begins("alter", "table");
        if (table && (action.has("validate", "constraint") || action.has("attach", "partition")
                || action.has("detach", "partition") && action.has("concurrently")
                || action.has("cluster", "on") || action.has("set", "without", "cluster"))
                || action.has("alter") && action.has("set", "statistics") || setsGently(action)) {
            return LockMode.SHARE_UPDATE_EXCLUSIVE;
        }
        boolean foreignKey = action.has("add") && action.has("foreign", "key") && !action.has("column");
        boolean trigger = Stream.of("enable", "disable").anyMatch(action::has) && action.has("trigger");
        return table && (foreignKey || trigger) ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
    }

    /** Sets or resets only parameters that allow it: what stands in parentheses, each first word behind a comma. */
    private static boolean setsGently(Statement action) {
        List<Token> tokens = action.tokens();
        int open = Stream.of("set", "reset").mapToInt(word -> action.after(word).orElse(-1)).max().orElse(-1);
        if (open < 0 || open >= tokens.size() || !tokens.get(open).isSign("(") || !tokens.getLast().isSign(")")) {
            return false;
        }
        for (int at = open + 1; at < tokens.size(); at++) {
            boolean begins = tokens.get(at - 1).isSign("(") || tokens.get(at - 1).isSign(",");
            if (begins && !GENTLE_PARAMETERS.contains(tokens.get(at).text())
                    && !tokens.get(at).text().startsWith(AUTOVACUUM)) {
                return false;
            }
        }
        return true;
    }
}
