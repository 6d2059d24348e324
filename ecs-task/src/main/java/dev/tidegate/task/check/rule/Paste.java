package dev.tidegate.task.check.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.check.scratch.Sql;
import dev.tidegate.task.sql.Statement;

/** SQL to paste that more than one rule suggests. Names in it are quoted where they must be. */
final class Paste {
    /** Says that what follows completes a statement of the script, instead of standing in for it. */
    static final String BEHIND = "-- in the same script, behind this statement:\n";

    private final Report report;

    Paste(Report report) {
        this.report = report;
    }

    /** The name of a thing within the table or type that it belongs to. */
    static String own(CatalogObject part) {
        return part.key().name().substring(part.get("table").length() + 1);
    }

    /** The name of a relation within its schema. */
    static String ownOfSchema(CatalogObject relation) {
        return relation.key().name().substring(relation.get("schema").length() + 1);
    }

    /** {@code plain} and more, as one name. */
    static String longer(String plain, String ending) {
        return plain.endsWith("\"") ? plain.substring(0, plain.length() - 1) + ending + "\"" : plain + ending;
    }

    /** What adds those columns of an index or constraint that the statement did not find; empty when it found all. */
    String newColumns(CatalogObject made) {
        String table = made.get("table");
        Snapshot found = report.found(made.key());
        boolean index = made.key().kind() == Kind.INDEX;
        return report.after().of(table, Kind.COLUMN).stream().filter(column -> made.list(index ? "keys" : "columns")
                .contains(column.get(index ? "quoted" : "short"))).filter(column -> found.find(column.key()).isEmpty())
                .map(column -> "ALTER TABLE " + table + " ADD COLUMN " + own(column) + " " + column.get("type")
                        + ";\n").collect(Collectors.joining());
    }

    /**
     * An index that is built without keeping writers out, and the constraint that it belongs to in a second script.
     *
     * @param refuses whether it refuses rows that old code writes
     */
    Fix index(CatalogObject index, boolean refuses) {
        String columns = newColumns(index);
        String phase = refuses ? "post" : "pre";
        String second = "-- in a second " + phase + "-traffic script:\n";
        String table = index.get("table");
        Optional<CatalogObject> constraint = report.after().of(table, Kind.CONSTRAINT).stream().filter(found -> found
                .get("index_oid").equals(index.get("oid")) && found.get("short").equals(index.get("constraint")))
                .findFirst();
        boolean partitioned = report.after().find(Kind.RELATION, table).filter(found -> found.get("kind").equals("p"))
                .isPresent();
        String built = partitioned ? ofPartitions(index, constraint)
                : concurrently(index) + constraint.map(found -> "\n" + second + "ALTER TABLE " + table
                        + " ADD CONSTRAINT " + own(found) + (index.is("primary") ? " PRIMARY KEY" : " UNIQUE")
                        + " USING INDEX " + index.get("quoted") + timing(found) + ";").orElse("");
        return refuses ? new Fix(columns.strip(), built)
                : Fix.pre(columns.isEmpty() ? built
                        : columns + second
                                + built);
    }

    private static String concurrently(CatalogObject index) {
        return index.get("definition").replaceFirst("INDEX ", "INDEX CONCURRENTLY ") + ";";
    }

    private static String timing(CatalogObject constraint) {
        return (constraint.is("deferrable") ? " DEFERRABLE" : "") + (constraint.is("deferred") ? " INITIALLY DEFERRED"
                : "");
    }

    /** A partitioned table knows no {@code CONCURRENTLY}: one partition after the other. */
    private String ofPartitions(CatalogObject index, Optional<CatalogObject> constraint) {
        String table = index.get("table");
        StringBuilder sql = new StringBuilder(constraint.map(found -> "ALTER TABLE ONLY " + table + " ADD CONSTRAINT "
                + own(found) + " " + found.get("definition")).orElse(index.get("definition"))).append(';');
        for (CatalogObject part : report.after().all(Kind.INDEX)) {
            boolean belongs = partitions(table).stream().anyMatch(partition -> partition.key().name().equals(part.get(
                    "table"))) && part.is("partition") && part.get("keys").equals(index.get("keys")) && part.is(
                            "unique") == index.is("unique") && report.found(index.key()).find(part.key()).isEmpty();
            if (belongs) {
                sql.append("\n-- in a script of its own:\n").append(concurrently(part)).append(constraint.isEmpty() ? ""
                        : "\n-- in another one:\nALTER TABLE " + part.get("table") + " ADD CONSTRAINT " + part.get(
                                "quoted") + (index.is("primary") ? " PRIMARY KEY" : " UNIQUE") + " USING INDEX " + part
                                        .get("quoted") + ";").append(
                                                "\n-- in another one:\nALTER INDEX ").append(index.key().name()).append(
                                                        " ATTACH PARTITION ")
                        .append(part.key().name()).append(';');
            }
        }
        return sql.toString();
    }

    private List<CatalogObject> partitions(String table) {
        return report.after().all(Kind.RELATION).stream().filter(part -> part.is("partition") && part.list("parents")
                .contains(table)).toList();
    }

    /** A check or foreign key that is not valid at first, and validated in a second script. */
    Fix notValid(CatalogObject constraint) {
        String table = constraint.get("table");
        String definition = constraint.get("definition").replace(" NOT VALID", "");
        List<CatalogObject> partitions = partitions(table);
        String sql;
        if (constraint.get("type").equals("f") && !partitions.isEmpty()) {
            // Before PostgreSQL 18 a partitioned table has none that are not valid; it takes over those of its partitions.
            sql = partitions.stream().map(part -> notValid(part.key().name(), own(constraint), definition)).collect(
                    Collectors.joining("\n-- in another one:\n")) + "\n-- in another one:\nALTER TABLE " + table
                    + " ADD CONSTRAINT " + own(constraint) + " " + definition + ";";
        } else {
            sql = notValid(table, own(constraint), definition);
        }
        return new Fix(newColumns(constraint).strip(), sql);
    }

    private static String notValid(String table, String name, String definition) {
        String alter = "ALTER TABLE " + table;
        return alter + " ADD CONSTRAINT " + name + " " + definition + " NOT VALID;\n"
                + "-- in a second post-traffic script:\n" + alter + " VALIDATE CONSTRAINT " + name + ";";
    }

    /** {@code SET NOT NULL} on a column, without reading the table under its lock. */
    static String notNull(String table, String column) {
        String check = longer(column, "_not_null");
        return notValid(table, check, "CHECK (" + column + " IS NOT NULL)") + "\n-- in a third one:\nALTER TABLE "
                + table + " ALTER COLUMN " + column + " SET NOT NULL;\nALTER TABLE " + table + " DROP CONSTRAINT "
                + check + ";";
    }

    /** Drops a column that others stand in for: foreign keys that refer to it, and views that show it, go or change before. */
    String dropped(CatalogObject column) {
        return views() + droppedAlone(column);
    }

    /** The same where the script left views that show the column, of another type. */
    String retyped(CatalogObject column) {
        String views = report.before().all(Kind.RELATION).stream().filter(this::differs).map(view -> "DROP "
                + RelationRules.alter(view) + " IF EXISTS " + view.key().name() + "; -- and make it anew\n").collect(
                        Collectors
                                .joining());
        return views + droppedAlone(column);
    }

    private String droppedAlone(CatalogObject column) {
        String table = column.get("table");
        return report.before().all(Kind.CONSTRAINT).stream().filter(key -> key.get("referenced").equals(table) && key
                .list("referenced_columns").contains(column.get("short")) && !key.is("inherited")).map(
                        key -> "ALTER TABLE " + key.get("table") + " DROP CONSTRAINT " + own(key) + ";\n").collect(
                                Collectors.joining()) + "ALTER TABLE " + table + " DROP COLUMN " + own(column) + ";";
    }

    /** Whether the script made this view anew. */
    private boolean differs(CatalogObject was) {
        return report.after().find(was.key()).filter(view -> !view.get("definition").equals(was.get("definition")))
                .isPresent();
    }

    /** Makes views anew, as the script left them: they no longer show what is to go. */
    private String views() {
        StringBuilder sql = new StringBuilder();
        for (CatalogObject was : report.before().all(Kind.RELATION)) {
            Optional<CatalogObject> now = report.after().find(was.key()).filter(view -> !view.get("definition").equals(
                    was.get("definition")));
            now.ifPresent(view -> sql.append(view.get("kind").equals("m") ? materialized(view)
                    : "CREATE OR REPLACE VIEW "
                            + view.key().name() + " AS " + view.get("definition").strip() + "\n"));
        }
        return sql.toString();
    }

    private String materialized(CatalogObject view) {
        String name = view.key().name();
        return "DROP MATERIALIZED VIEW " + name + ";\nCREATE MATERIALIZED VIEW " + name + " AS " + view.get(
                "definition").strip() + "\n" + report.after().of(name, Kind.INDEX).stream().map(index -> index.get(
                        "definition") + ";\n").collect(Collectors.joining());
    }

    /** The numbers of a sequence after those that are in use. */
    static String numbers(CatalogObject sequence) {
        String name = Sql.text(sequence.key().name());
        return sequence.get("owner_column").isEmpty() ? "SELECT setval(" + name + ", …); -- the highest number in use"
                : "SELECT setval(" + name + ", (SELECT coalesce(max(" + sequence.get("owner_column") + "), 1) FROM "
                        + sequence.get("owner_table") + "));";
    }

    /** An {@code UPDATE} of every row, made one of a few. */
    String batch(String table, Statement statement) {
        String key = report.after().of(table, Kind.INDEX).stream().filter(index -> index.is("primary")).map(
                index -> index.get("keys").split("\n")[0]).findFirst().orElse("id");
        boolean plain = statement.begins("update") && Stream.of("or", "from", "returning", "select").noneMatch(
                statement::has) && !statement.text().contains("--");
        String batches = "-- in batches, each its own transaction";
        return plain ? statement.text() + (statement.has("where") ? " AND " : " WHERE ") + key + " BETWEEN … AND …; "
                + batches : batches + ": the same for a few values of " + key;
    }
}
