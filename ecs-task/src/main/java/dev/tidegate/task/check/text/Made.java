package dev.tidegate.task.check.text;

import java.util.HashSet;
import java.util.Set;

import dev.tidegate.task.sql.Name;

/** What the scripts of one run have made themselves, so that no old code can know it. */
final class Made {
    private final Set<Name> things = new HashSet<>();
    private final Set<String> columns = new HashSet<>();

    void add(Name thing) {
        things.add(thing);
    }

    /** A column of a table that was there. */
    void addColumn(Name table, String column) {
        columns.add(table.last() + "." + column);
    }

    /** Whether it was made; without a schema on either side the name alone decides. */
    boolean has(Name thing) {
        return things.stream().anyMatch(made -> made.equals(thing) || made.last().equals(thing.last()) && (made.parts()
                .size() == 1 || thing.parts().size() == 1));
    }

    boolean hasColumn(Name table, String column) {
        return columns.contains(table.last() + "." + column);
    }
}
