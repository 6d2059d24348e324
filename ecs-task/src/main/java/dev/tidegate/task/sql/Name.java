package dev.tidegate.task.sql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The name of a relation, with or without its schema.
 *
 * @param parts as the catalog spells them
 */
public record Name(List<String> parts) {
    public Name {
        parts = List.copyOf(parts);
    }

    /** The name without its schema. */
    public String last() {
        return parts.getLast();
    }

    /** The same last part in the schema of {@code other}, which is where an index of that table lies. */
    public Name beside(Name other) {
        return other.parts.size() == 1
                ? new Name(List.of(last()))
                : new Name(List.of(other.parts.get(other.parts.size() - 2), last()));
    }

    /** The name quoted, for {@code to_regclass} and for statements. */
    public String quoted() {
        return parts.stream().map(part -> "\"" + part.replace("\"", "\"\"") + "\"").collect(Collectors.joining("."));
    }

    /** The name for people. */
    @Override
    public String toString() {
        return String.join(".", parts);
    }
}
