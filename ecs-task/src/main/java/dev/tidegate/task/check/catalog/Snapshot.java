package dev.tidegate.task.check.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All that the catalog says of a database at one moment, extensions' and the server's own things left out. */
public final class Snapshot {
    private final Map<Key, CatalogObject> objects = new LinkedHashMap<>();
    private final Map<String, CatalogObject> files = new LinkedHashMap<>();
    private final Map<Kind, List<CatalogObject>> byKind = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<String, List<CatalogObject>>> byTable = new EnumMap<>(Kind.class);
    private final Fingerprint fingerprint;

    /** @param found each key once */
    Snapshot(Collection<CatalogObject> found, Fingerprint fingerprint) {
        this.fingerprint = fingerprint;
        for (CatalogObject object : found) {
            objects.put(object.key(), object);
            if (object.key().kind() == Kind.RELATION || object.key().kind() == Kind.INDEX) {
                files.put(object.get("oid"), object);
            }
        }
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    /**
     * The same with some relations read anew; empty when one of them has lost a name that others may use.
     *
     * @param relations their oids
     * @param anew all that belongs to them
     */
    Optional<Snapshot> with(Set<String> relations, Collection<CatalogObject> anew, Fingerprint now) {
        Set<List<String>> names = anew.stream().map(Snapshot::name).collect(Collectors.toSet());
        List<CatalogObject> kept = new ArrayList<>();
        for (CatalogObject object : objects.values()) {
            if (!relations.contains(object.get("relid"))) {
                kept.add(object);
            } else if (object.key().kind() == Kind.RELATION || object.key().kind() == Kind.COLUMN) {
                if (!names.contains(name(object))) {
                    return Optional.empty();
                }
            }
        }
        kept.addAll(anew);
        return Optional.of(new Snapshot(kept, now));
    }

    private static List<String> name(CatalogObject object) {
        return List.of(object.key().toString(), object.get("oid"));
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
        return byKind.computeIfAbsent(kind, wanted -> objects.values().stream().filter(object -> object.key()
                .kind() == wanted).toList());
    }

    /** Everything of one kind that belongs to {@code table}. */
    public List<CatalogObject> of(String table, Kind kind) {
        return byTable.computeIfAbsent(kind, wanted -> all(wanted).stream().collect(Collectors.groupingBy(
                object -> object.get("table")))).getOrDefault(table, List.of());
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
