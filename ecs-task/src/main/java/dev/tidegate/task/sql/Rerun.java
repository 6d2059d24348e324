package dev.tidegate.task.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happens when a statement outside a transaction is run again after it may have run before: what the catalog must be
 * asked to know whether it is done.
 */
public sealed interface Rerun {
    /** Builds an index; done when it is there and valid, and a failed attempt leaves it invalid. */
    record BuildsIndex(Name index, Name table) implements Rerun {}

    /** Drops an index; done when there is none of that name. */
    record DropsIndex(Name index) implements Rerun {}

    /** Detaches a partition; done when the table has no such partition. */
    record Detaches(Name table, Name partition) implements Rerun {}

    /**
     * Builds indexes again, beside the old ones: done at once, but an attempt that did not end leaves invalid ones.
     *
     * @param kind of what {@code name} names
     */
    record Reindexes(Kind kind, Name name) implements Rerun {
        /** Whose indexes. */
        public enum Kind {
            INDEX,
            TABLE,
            SCHEMA,
            DATABASE;

            String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** Does no harm and leaves nothing half done, however often it is run. */
    record Harmless() implements Rerun {}

    /** Nobody can tell whether it has run. */
    record Unknown() implements Rerun {}

    /** What running {@code statement} again would mean. */
    static Rerun of(Statement statement) {
        if (statement.begins("reindex") && statement.has("concurrently")) {
            return reindexes(statement);
        }
        if (Transactions.isSetting(statement) || isRepeatable(statement)) {
            return new Harmless();
        }
        if (statement.begins("create") && statement.has("index", "concurrently")) {
            Optional<Name> index = statement.nameAfter("concurrently");
            Optional<Name> table = statement.nameAfter("on");
            boolean named = index.filter(name -> !name.equals(new Name(List.of("on")))).isPresent();
            return named && table.isPresent()
                    ? new BuildsIndex(index.get().beside(table.get()), table.get())
                    : new Unknown();
        }
        if (statement.begins("drop", "index", "concurrently") && statement.tokens().stream().noneMatch(token -> token
                .isSign(","))) {
            return statement.nameAfter("concurrently").<Rerun>map(DropsIndex::new).orElseGet(Unknown::new);
        }
        if (statement.begins("alter", "table") && statement.has("detach", "partition")) {
            return statement.nameAt(2).flatMap(table -> statement.nameAfter("detach", "partition")
                    .<Rerun>map(partition -> new Detaches(table, partition))).orElseGet(Unknown::new);
        }
        return new Unknown();
    }

    /** Without a name it is the current database. */
    private static Rerun reindexes(Statement statement) {
        return Stream.of(Reindexes.Kind.INDEX, Reindexes.Kind.TABLE, Reindexes.Kind.SCHEMA)
                .filter(kind -> statement.has(kind.word())).findFirst()
                .<Rerun>flatMap(kind -> statement.nameAfter(kind.word(), "concurrently")
                        .or(() -> statement.nameAfter(kind.word()))
                        .map(name -> new Reindexes(kind, name)))
                .orElseGet(() -> new Reindexes(Reindexes.Kind.DATABASE, new Name(List.of())));
    }

    private static boolean isRepeatable(Statement statement) {
        return Stream.of("vacuum", "analyze", "reindex", "cluster").anyMatch(statement::begins)
                || statement.begins("refresh", "materialized") || statement.begins("alter", "system")
                || statement.begins("alter", "table") && statement.has("validate", "constraint")
                || statement.begins("alter", "type") && statement.has("add", "value", "if", "not", "exists")
                || statement.begins("drop") && statement.has("if", "exists") && !statement.has("concurrently");
    }
}
