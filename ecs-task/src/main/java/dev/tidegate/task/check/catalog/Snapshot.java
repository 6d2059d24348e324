package dev.tidegate.task.check.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All that the catalog says of a database at one moment, extensions' and the server's own things left out. */
public final class Snapshot {
    private final Map<Key, CatalogObject> objects = new LinkedHashMap<>();
    private final Map<Kind, List<CatalogObject>> byKind = new EnumMap<>(Kind.class);
    private final Map<String, List<CatalogObject>> byTable = new HashMap<>();
    private final Map<String, CatalogObject> files = new HashMap<>();

    /** @param found each key once */
    public Snapshot(Collection<CatalogObject> found) {
        for (CatalogObject object : found) {
            byKind.computeIfAbsent(object.key().kind(), first -> new ArrayList<>()).add(object);
        }
        for (List<CatalogObject> ofKind : byKind.values()) {
            for (CatalogObject object : ofKind) {
                add(object);
            }
        }
    }

    private void add(CatalogObject object) {
        objects.put(object.key(), object);
        byTable.computeIfAbsent(object.get("table"), first -> new ArrayList<>()).add(object);
        if (object.key().kind() == Kind.RELATION || object.key().kind() == Kind.INDEX) {
            files.put(object.get("oid"), object);
        }
    }

    /** The thing with this name, if there is one. */
    public Optional<CatalogObject> find(Kind kind, String name) {
        return find(new Key(kind, name));
    }

    /** The thing with this key, if there is one. */
    public Optional<CatalogObject> find(Key key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** Everything. */
    public Collection<CatalogObject> all() {
        return objects.values();
    }

    /** Everything of one kind. */
    public List<CatalogObject> all(Kind kind) {
        return Collections.unmodifiableList(byKind.getOrDefault(kind, List.of()));
    }

    /** Everything of one kind that belongs to {@code table}. */
    public List<CatalogObject> of(String table, Kind kind) {
        return byTable.getOrDefault(table, List.of()).stream().filter(object -> object.key().kind() == kind).toList();
    }

    /** The relation or index with this identifier. */
    public Optional<CatalogObject> byOid(String oid) {
        return Optional.ofNullable(files.get(oid));
    }

    /** The table of a relation or index: itself, unless it is an index. */
    public Optional<CatalogObject> tableOf(String oid) {
        return byOid(oid).flatMap(found -> found.key().kind() == Kind.INDEX
                ? find(Kind.RELATION, found.get("table"))
                : Optional.of(found));
    }

    /** Everything whose description matters, without identifiers and files, for comparing two databases. */
    public Map<Key, Map<String, String>> comparable() {
        return objects.values().stream().collect(Collectors.toMap(CatalogObject::key, Snapshot::comparable));
    }

    private static Map<String, String> comparable(CatalogObject object) {
        Map<String, String> attributes = new LinkedHashMap<>(object.attributes());
        List.of("oid", "file", "relid", "number", "index_oid", "order").forEach(attributes::remove);
        return attributes;
    }
}
