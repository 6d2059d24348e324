package dev.tidegate.task.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Which statements PostgreSQL refuses inside a transaction, and which would end the one they stand in. The list follows the
 * server's own calls of {@code PreventInTransactionBlock}.
 */
public final class Transactions {
    /** From this version on a label can be added to an enum inside a transaction. */
    private static final int ADD_VALUE_IN_TRANSACTION = 12;
    private static final List<String> CLUSTER_WIDE = List.of("create database", "drop database", "create tablespace",
            "drop tablespace", "create subscription", "drop subscription", "alter subscription", "alter system",
            "discard all", "vacuum");

    private Transactions() {}

    /**
     * What {@code statement} is, if it cannot run in a transaction: {@code CREATE INDEX CONCURRENTLY}.
     *
     * @param server the major version of PostgreSQL, asked for only when it matters
     */
    public static Optional<String> refusedInside(Statement statement, IntSupplier server) {
        if (statement.begins("create") && statement.has("index", "concurrently")) {
            return Optional.of("CREATE INDEX CONCURRENTLY");
        }
        if (statement.begins("drop", "index", "concurrently")) {
            return Optional.of("DROP INDEX CONCURRENTLY");
        }
        if (statement.begins("alter", "table") && statement.has("detach", "partition")
                && statement.has("concurrently")) {
            return Optional.of("DETACH PARTITION … CONCURRENTLY");
        }
        if (statement.begins("alter", "type") && statement.has("add", "value")) {
            return server.getAsInt() < ADD_VALUE_IN_TRANSACTION ? Optional.of("ALTER TYPE … ADD VALUE")
                    : Optional.empty();
        }
        return reindex(statement).or(() -> clusterWide(statement));
    }

    /**
     * Whether it builds an index for which the server is to find a name. What a failed attempt leaves could not be told from
     * other indexes then, and would be kept up to date for good without being of use.
     */
    static boolean buildsNameless(Statement statement) {
        return statement.begins("create") && statement.has("index", "concurrently", "on");
    }

    private static Optional<String> reindex(Statement statement) {
        if (!statement.begins("reindex")) {
            return Optional.empty();
        }
        if (statement.has("concurrently")) {
            return Optional.of("REINDEX … CONCURRENTLY");
        }
        return Stream.of("database", "schema", "system").filter(statement::has).findFirst()
                .map(word -> "REINDEX " + word.toUpperCase(Locale.ROOT));
    }

    private static Optional<String> clusterWide(Statement statement) {
        if (statement.begins("cluster") && statement.tokens().size() == 1) {
            return Optional.of("CLUSTER");
        }
        return CLUSTER_WIDE.stream().filter(words -> statement.begins(words.split(" "))).findFirst()
                .map(words -> words.toUpperCase(Locale.ROOT));
    }

    /** What {@code statement} is, if it begins or ends a transaction: {@code COMMIT}. */
    public static Optional<String> control(Statement statement) {
        boolean control = Stream.of("begin", "start", "commit", "end", "abort").anyMatch(statement::begins)
                || statement.begins("rollback") && !statement.has("to")
                || statement.begins("prepare", "transaction");
        return control ? Optional.of(statement.tokens().getFirst().text().toUpperCase(Locale.ROOT)) : Optional.empty();
    }

    /** Whether it only changes the session, so that it fits into either kind of script. */
    public static boolean isSetting(Statement statement) {
        return statement.begins("set") || statement.begins("reset");
    }

    /** Whether it waits for locks without making others wait; a lock timeout would leave its work half done. */
    public static boolean waitsInPeace(Statement statement) {
        return statement.has("concurrently") && !statement.begins("refresh")
                || statement.begins("vacuum") && !statement.has("full");
    }

    /** The parameter that it sets, if it sets one. */
    public static Optional<String> setting(Statement statement) {
        if (!statement.begins("set")) {
            return Optional.empty();
        }
        int name = statement.begins("set", "session") || statement.begins("set", "local") ? 2 : 1;
        return statement.tokens().stream().skip(name).findFirst().map(Token::text);
    }
}
