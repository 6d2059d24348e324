package dev.tidegate.task.check.catalog;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing in the catalog.
 *
 * @param attributes by the names that {@link SnapshotReader} gives them; what the catalog has as null is left out
 */
public record CatalogObject(Key key, Map<String, String> attributes) {
    public CatalogObject {
        attributes = Map.copyOf(attributes);
    }

    /** The attribute, empty when the catalog has none. */
    public String get(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** Whether the attribute is there and true. */
    public boolean is(String attribute) {
        return get(attribute).equals("t");
    }

    /** The attribute as a list: names separated by line breaks. */
    public Set<String> list(String attribute) {
        return Stream.of(get(attribute).split("\n")).filter(name -> !name.isEmpty()).collect(Collectors.toCollection(
                TreeSet::new));
    }

    /** The names of the attributes in which {@code other} differs. */
    public Set<String> differences(CatalogObject other) {
        Set<String> names = new TreeSet<>(attributes.keySet());
        names.addAll(other.attributes.keySet());
        names.removeIf(name -> get(name).equals(other.get(name)));
        return names;
    }
}
