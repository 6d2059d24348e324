package dev.tidegate.task.check.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Difference;
import dev.tidegate.task.check.catalog.Difference.Change;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.scratch.MigrationObservation.Conversion;
import dev.tidegate.task.check.scratch.MigrationObservation.Trials;

/** Asks the server, in the schema after a migration, what the catalog alone does not tell. Changes nothing. */
final class TrialRunner {
    private static final int MOST_ROWS = 2_000;
    private static final int LONGEST = 60;

    private final Connection connection;
    private final Difference difference;
    private final Samples samples;
    private final Map<String, String> violations = new HashMap<>();
    private final Map<String, Conversion> types = new HashMap<>();
    private final Map<String, String> calls = new HashMap<>();
    private final Set<String> incomparable = new HashSet<>();

    /** @param connection in a transaction, which goes on */
    TrialRunner(Connection connection, Difference difference) {
        this.connection = connection;
        this.difference = difference;
        this.samples = new Samples(connection, difference.before());
    }

    Trials run() throws SQLException {
        Samples after = new Samples(connection, difference.after());
        for (Change change : difference.changes()) {
            switch (change) {
                case Change.Added(CatalogObject now) -> added(now, after);
                case Change.Changed changed -> changed(changed, after);
                case Change.Removed(CatalogObject was) -> {
                    if (was.key().kind() == Kind.FUNCTION) {
                        call(was);
                    }
                }
            }
        }
        return new Trials(violations, types, calls, incomparable);
    }

    private void added(CatalogObject now, Samples after) throws SQLException {
        switch (now.key().kind()) {
            case CONSTRAINT -> check(now, after);
            case DOMAIN_CONSTRAINT -> domain(now);
            case COLUMN -> {
                boolean ofTable = Set.of("r", "p").contains(now.get("kind"));
                if (ofTable && refusal("SELECT DISTINCT " + Sql.name(now.get("short")) + " FROM " + now.get("table")
                        + " LIMIT 0").isPresent()) {
                    incomparable.add(now.key().name());
                }
            }
            case FUNCTION -> {
                for (CatalogObject other : difference.before().all(Kind.FUNCTION)) {
                    if (other.get("short").equals(now.get("short"))) {
                        call(other);
                    }
                }
            }
            default -> {
                // The catalog tells all about it.
            }
        }
    }

    private void changed(Change.Changed changed, Samples after) throws SQLException {
        switch (changed.key().kind()) {
            case CONSTRAINT -> {
                if (changed.in("oid") || changed.in("enforced")) {
                    check(changed.now(), after);
                }
            }
            case DOMAIN_CONSTRAINT -> {
                if (changed.in("oid")) {
                    domain(changed.now());
                }
            }
            case COLUMN -> {
                if (changed.in("type")) {
                    types.put(changed.key().name(), convert(changed.was(), changed.now()));
                }
            }
            case FUNCTION -> call(changed.was());
            default -> {
                // The catalog tells all about it.
            }
        }
    }

    /** Looks for a row that the new check refuses and that everything before allowed. */
    private void check(CatalogObject constraint, Samples after) throws SQLException {
        String table = constraint.get("table");
        if (!constraint.get("type").equals("c") || difference.before().find(Kind.RELATION, table).isEmpty()) {
            return;
        }
        Set<String> columns = constraint.list("columns");
        int each = Math.max(3, (int) Math.pow(MOST_ROWS, 1.0 / Math.max(1, columns.size())));
        List<String> sources = new ArrayList<>();
        for (String column : columns) {
            CatalogObject now = difference.after().find(Kind.COLUMN, table + "." + quoted(table, column)).orElseThrow();
            sources.add("(SELECT unnest(ARRAY[" + values(now, after, each) + "]) AS " + Sql.name(column) + ") " + Sql
                    .name(
                            "of " + column));
        }
        String allowed = difference.before().of(table, Kind.CONSTRAINT).stream().filter(old -> old.get("type").equals(
                "c")
                && columns.containsAll(old.list("columns"))).map(old -> " AND (" + old.get("expression")
                        + ") IS NOT FALSE").collect(Collectors.joining());
        String shown = columns.stream().map(column -> Sql.text(column + " = ") + " || coalesce(" + Sql.name(column)
                + "::text, 'NULL')").collect(Collectors.joining(" || ', ' || "));
        violation(constraint.key().name(), "SELECT " + (shown.isEmpty() ? "'any row'" : shown) + (sources.isEmpty() ? ""
                : " FROM " + String.join(" CROSS JOIN ", sources)) + " WHERE (" + constraint.get("expression")
                + ") IS FALSE" + allowed + " LIMIT 1");
    }

    /** The column's key ends with its name as the catalog quotes it. */
    private String quoted(String table, String column) {
        return difference.after().of(table, Kind.COLUMN).stream().filter(found -> found.get("short").equals(column))
                .map(
                        found -> found.key().name().substring(table.length() + 1)).findFirst().orElse(column);
    }

    private String values(CatalogObject column, Samples after, int most) throws SQLException {
        Optional<CatalogObject> was = difference.before().find(column.key());
        List<String> values = new ArrayList<>();
        if (was.isEmpty()) {
            // Old code does not write it.
            values.add(column.get("default").isEmpty() || column.get("default").contains("nextval") ? "NULL::" + column
                    .get(
                            "type") : "(" + column.get("default") + ")::" + column.get("type"));
        } else {
            Set<String> both = new LinkedHashSet<>(after.of(column).stream().limit(most).toList());
            if (was.get().get("type").equals(column.get("type"))) {
                samples.of(was.get()).stream().limit(most).forEach(both::add);
            }
            values.addAll(both);
            if (!was.get().is("not_null") || values.isEmpty()) {
                values.add("NULL::" + column.get("type"));
            }
        }
        return String.join(", ", values);
    }

    private void domain(CatalogObject constraint) throws SQLException {
        Optional<CatalogObject> was = difference.before().find(Kind.TYPE, constraint.get("table"));
        if (was.isEmpty()) {
            return;
        }
        List<String> values = new ArrayList<>(samples.ofType(was.get().get("base_type")));
        if (!was.get().is("not_null")) {
            values.add("NULL::" + was.get().get("base_type"));
        }
        String allowed = difference.before().of(constraint.get("table"), Kind.DOMAIN_CONSTRAINT).stream().map(
                old -> " AND (" + old.get("expression") + ") IS NOT FALSE").collect(Collectors.joining());
        String where = ("(" + constraint.get("expression") + ") IS FALSE" + allowed).replaceAll("\\bVALUE\\b",
                "sample");
        violation(constraint.key().name(), "SELECT coalesce(sample::text, 'NULL') FROM unnest(ARRAY[" + String.join(
                ", ",
                values) + "]) sample WHERE " + where + " LIMIT 1");
    }

    private void violation(String name, String query) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(query)) {
                if (rows.next()) {
                    violations.put(name, rows.getString(1));
                }
            }
        } catch (SQLException e) {
            // Not knowing a value that is allowed, the new check must be taken for one that refuses some.
            violations.put(name, "not tried: " + e.getMessage());
        } finally {
            connection.rollback(before);
        }
    }

    private Conversion convert(CatalogObject was, CatalogObject now) throws SQLException {
        Optional<String> refused = Optional.empty();
        Optional<String> altered = Optional.empty();
        boolean any = false;
        for (String sample : samples.of(was)) {
            Savepoint before = connection.setSavepoint();
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute("CREATE TEMPORARY TABLE trial (v " + now.get("type")
                        + ") ON COMMIT DROP; INSERT INTO trial"
                        + " SELECT " + sample);
                boolean same = refusal("SELECT v::" + was.get("type") + " FROM trial").isEmpty()
                        ? is("SELECT (v::" + was.get("type") + ")::text = (" + sample + ")::text FROM trial")
                        : is("SELECT v::text = (" + sample + ")::text FROM trial");
                any = true;
                altered = same ? altered : altered.or(() -> Optional.of(sample));
            } catch (SQLException e) {
                refused = refused.or(() -> Optional.of(sample));
            } finally {
                connection.rollback(before);
            }
        }
        return new Conversion(refused.map(TrialRunner::shortened), altered.map(TrialRunner::shortened), any);
    }

    private static String shortened(String sample) {
        return sample.length() <= LONGEST ? sample : sample.substring(0, LONGEST) + "…";
    }

    private boolean is(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Whether it can still be called: with all arguments, with as few as possible, and by their names. */
    private void call(CatalogObject function) throws SQLException {
        List<String> types = lines(function.get("argument_types"));
        if (!Set.of("f", "a").contains(function.get("kind")) || function.get("result").matches("(event_)?trigger")) {
            if (function.get("kind").equals("p") && difference.after().find(function.key()).isEmpty()) {
                calls.put(function.key().name(), "procedure does not exist");
            }
            return;
        }
        List<String> all = types.stream().map(type -> "NULL::" + type).toList();
        int defaults = Integer.parseInt(function.get("defaults"));
        List<List<String>> forms = new ArrayList<>(List.of(all, all.subList(0, all.size() - defaults)));
        List<String> names = lines(function.get("argument_names"));
        if (names.size() == types.size() && !names.isEmpty()) {
            List<String> named = new ArrayList<>();
            for (int at = 0; at < names.size(); at++) {
                named.add(Sql.name(names.get(at)) + " => " + all.get(at));
            }
            forms.add(named);
        }
        for (List<String> form : forms) {
            refusal("PREPARE trial AS SELECT " + function.get("short") + "(" + String.join(", ", form) + ")").ifPresent(
                    words -> calls.put(function.key().name(), words));
        }
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    private Optional<String> refusal(String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            if (sql.startsWith("PREPARE")) {
                statement.execute("DEALLOCATE trial");
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e.getMessage().lines().findFirst().orElse("refused"));
        } finally {
            connection.rollback(before);
        }
    }
}
