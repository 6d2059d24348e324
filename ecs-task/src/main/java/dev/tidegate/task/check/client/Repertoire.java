package dev.tidegate.task.check.client;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.check.scratch.Samples;
import dev.tidegate.task.check.scratch.Sql;

/**
 * All that an old client could do with a schema: read every column, insert in many shapes, change, delete, resolve conflicts on
 * every key, call functions, use labels. It knows nothing of what a migration might change.
 */
final class Repertoire {
    private static final int SHAPES = 6;
    private static final int ODD_VALUES = 8;

    private final Snapshot schema;
    private final Samples samples;
    private final List<Deed> deeds = new ArrayList<>();

    Repertoire(Snapshot schema, Samples samples) {
        this.schema = schema;
        this.samples = samples;
    }

    /** @param roles that the application logs in as, beside the owner */
    List<Deed> deeds(List<String> roles) throws SQLException {
        for (CatalogObject relation : schema.all(Kind.RELATION)) {
            if (relation.get("kind").equals("S")) {
                sequence(relation.key().name());
            } else if (!schema.of(relation.key().name(), Kind.COLUMN).isEmpty()) {
                relation(relation);
            }
        }
        types();
        schema.all(Kind.FUNCTION).forEach(this::call);
        List<Deed> owner = List.copyOf(deeds);
        roles.forEach(role -> owner.forEach(deed -> deeds.add(deed.as(role))));
        return List.copyOf(deeds);
    }

    /** Of the column that owns it, if there is one; identity columns keep theirs to themselves. */
    private void sequence(String name) {
        schema.find(Kind.SEQUENCE, name).filter(sequence -> !sequence.is("internal")).ifPresent(sequence -> deeds.add(
                Deed.of(
                        sequence.get("owner_table").isEmpty() ? name : sequence.get("owner_table"), "SELECT nextval("
                                + Sql.text(name)
                                + ")")));
    }

    private void relation(CatalogObject relation) throws SQLException {
        String name = relation.key().name();
        List<String> columns = schema.of(name, Kind.COLUMN).stream().map(column -> Sql.name(column.get("short")))
                .toList();
        String all = String.join(", ", columns);
        deeds.add(Deed.of(name, "SELECT " + all + " FROM " + name));
        deeds.add(Deed.of(name, "SELECT * FROM " + name));
        deeds.add(Deed.of(name, "SELECT DISTINCT * FROM " + name));
        String types = columns.stream().map(column -> "pg_typeof(r." + column + ")").collect(Collectors.joining(", "));
        deeds.add(new Deed(name, "SELECT concat_ws(', ', " + types + ") FROM (SELECT 1) one LEFT JOIN " + name
                + " r ON false", java.util.Optional.empty(), true));
        boolean written = Set.of("r", "p").contains(relation.get("kind")) || relation.get("kind").equals("v")
                && relation.get(
                        "updatable").equals("28");
        if (written) {
            inserts(name);
            updates(name);
            deeds.add(Deed.of(name, "DELETE FROM " + name));
        }
    }

    private void inserts(String table) throws SQLException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, List<String>> needed = new LinkedHashMap<>();
        for (CatalogObject column : schema.of(table, Kind.COLUMN)) {
            boolean byItself = !column.get("generated").isEmpty() || column.get("identity").equals("a");
            boolean counts = !column.get("identity").isEmpty() || column.get("default").startsWith("nextval(");
            List<String> known = key(table, column).map(List::of).orElse(List.of());
            List<String> usable = known.isEmpty() ? samples.of(column) : known;
            if (!byItself && !usable.isEmpty()) {
                if (!counts) {
                    values.put(column.get("short"), usable);
                }
                if (column.is("not_null") && column.get("default").isEmpty() && !counts) {
                    needed.put(column.get("short"), usable);
                }
            }
        }
        for (int shape = 0; shape < SHAPES; shape++) {
            insert(table, picked(values, shape), "");
            insert(table, picked(needed, shape), "");
            for (String conflict : conflicts(table)) {
                insert(table, picked(values, shape), conflict);
            }
        }
        for (int shape = SHAPES - 2; shape < SHAPES; shape++) {
            odd(table, values, shape);
            copy(table, values, shape);
        }
    }

    /** One column after the other is null, or has an odd value. */
    private void odd(String table, Map<String, List<String>> values, int shape) {
        for (Map.Entry<String, List<String>> column : values.entrySet()) {
            List<String> others = new ArrayList<>(column.getValue().stream().limit(ODD_VALUES).toList());
            others.add("NULL");
            for (String value : others) {
                Map<String, String> row = picked(values, shape);
                row.put(column.getKey(), value);
                insert(table, row, "");
            }
        }
    }

    /** A row like one that is there, but for its keys. */
    private void copy(String table, Map<String, List<String>> values, int shape) {
        Set<String> keys = schema.of(table, Kind.INDEX).stream().filter(index -> index.is("unique")).flatMap(
                index -> index
                        .list("keys").stream()).collect(Collectors.toSet());
        Map<String, String> row = picked(values, shape);
        row.replaceAll((column, value) -> keys.contains(column) ? value : "r." + Sql.name(column));
        if (!row.isEmpty()) {
            deeds.add(Deed.of(table, "INSERT INTO " + table + " (" + names(row) + ") SELECT " + String.join(", ", row
                    .values())
                    + " FROM " + table + " r LIMIT 1"));
        }
    }

    /** The value of a foreign key: one that is there. */
    private java.util.Optional<String> key(String table, CatalogObject column) {
        return schema.of(table, Kind.CONSTRAINT).stream().filter(key -> key.get("type").equals("f") && key.get(
                "columns").equals(
                        column.get("short"))).findFirst().map(key -> "(SELECT p." + Sql.name(key.get(
                                "referenced_columns")) + " FROM "
                                + key.get("referenced") + " p ORDER BY 1 LIMIT 1)");
    }

    private static Map<String, String> picked(Map<String, List<String>> values, int shape) {
        Map<String, String> row = new LinkedHashMap<>();
        values.forEach((column, usable) -> row.put(column, usable.get(shape % usable.size())));
        return row;
    }

    private void insert(String table, Map<String, String> row, String conflict) {
        deeds.add(Deed.of(table, "INSERT INTO " + table + (row.isEmpty() ? " DEFAULT VALUES"
                : " (" + names(row) + ") VALUES ("
                        + String.join(", ", row.values()) + ")") + conflict));
    }

    private static String names(Map<String, String> row) {
        return row.keySet().stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    private List<String> conflicts(String table) {
        List<String> conflicts = new ArrayList<>();
        for (CatalogObject index : schema.of(table, Kind.INDEX)) {
            if (index.is("unique") && index.is("immediate")) {
                conflicts.add(" ON CONFLICT (" + String.join(", ", index.get("keys").split("\n")) + ")" + (index.get(
                        "predicate")
                        .isEmpty() ? "" : " WHERE " + index.get("predicate")) + " DO NOTHING");
                if (!index.get("constraint").isEmpty()) {
                    conflicts.add(" ON CONFLICT ON CONSTRAINT " + Sql.name(index.get("constraint")) + " DO NOTHING");
                }
            }
        }
        return conflicts;
    }

    private void updates(String table) throws SQLException {
        for (CatalogObject column : schema.of(table, Kind.COLUMN)) {
            String name = Sql.name(column.get("short"));
            if (column.get("generated").isEmpty() && !column.get("identity").equals("a")) {
                deeds.add(Deed.of(table, "UPDATE " + table + " SET " + name + " = " + name));
                deeds.add(Deed.of(table, "UPDATE " + table + " SET " + name + " = NULL"));
                for (String value : samples.of(column).stream().limit(ODD_VALUES).toList()) {
                    deeds.add(Deed.of(table, "UPDATE " + table + " SET " + name + " = " + value));
                }
            }
        }
    }

    private void types() throws SQLException {
        for (CatalogObject label : schema.all(Kind.LABEL)) {
            deeds.add(Deed.of(label.get("table"), "SELECT " + Sql.text(label.get("short")) + "::" + label.get(
                    "table")));
        }
        for (CatalogObject type : schema.all(Kind.TYPE)) {
            String name = type.key().name();
            deeds.add(Deed.of(name, "SELECT NULL::" + name));
            if (type.get("kind").equals("d")) {
                for (String value : samples.ofType(type.get("base_type"))) {
                    deeds.add(Deed.of(name, "SELECT (" + value + ")::" + name));
                }
            } else if (type.get("kind").equals("c")) {
                deeds.add(Deed.of(name, "SELECT ROW(" + schema.of(name, Kind.COLUMN).stream().map(attribute -> "NULL::"
                        + attribute.get("type")).collect(Collectors.joining(", ")) + ")::" + name));
            }
        }
    }

    private void call(CatalogObject function) {
        boolean callable = function.get("kind").equals("f") && !function.get("result").matches("(event_)?trigger");
        String types = function.get("argument_types");
        List<String> arguments = types.isEmpty() ? List.of()
                : List.of(types.split("\n")).stream().map(type -> "NULL::" + type)
                        .toList();
        if (callable) {
            String call = function.get("short") + "(" + String.join(", ", arguments) + ")";
            deeds.add(Deed.of(function.key().name(), "EXPLAIN SELECT " + call));
            deeds.add(new Deed(function.key().name(), "SELECT pg_typeof(" + call + ")", java.util.Optional.empty(),
                    true));
        }
    }
}
