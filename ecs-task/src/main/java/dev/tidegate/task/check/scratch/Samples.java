package dev.tidegate.task.check.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.catalog.Snapshot;

/**
 * Values for columns, as SQL literals with their type: what the table's own checks and partitions mention first, then ordinary
 * and odd ones of the type. Each has been cast by the server, so none is refused for its form.
 */
public final class Samples {
    private static final Pattern LITERAL = Pattern.compile(
            "'((?:[^']|'')*)'|(?<![\\w.])(-?\\d+(?:\\.\\d+)?)(?![\\w.])");
    private static final Pattern LENGTH = Pattern.compile("\\((\\d+)(?:,(\\d+))?\\)");
    private static final int LONG = 300;

    private final Connection connection;
    private final Snapshot snapshot;
    private final Map<String, List<String>> byType = new HashMap<>();

    /** @param connection in a transaction, which goes on */
    public Samples(Connection connection, Snapshot snapshot) {
        this.connection = connection;
        this.snapshot = snapshot;
    }

    /** Values of the type of {@code column}; empty when none is known. */
    public List<String> of(CatalogObject column) throws SQLException {
        Set<String> literals = new LinkedHashSet<>();
        String table = column.get("table");
        for (CatalogObject constraint : snapshot.of(table, Kind.CONSTRAINT)) {
            if (constraint.get("type").equals("c") && constraint.list("columns").contains(column.get("short"))) {
                literals.addAll(literals(constraint.get("definition")));
            }
        }
        if (!snapshot.find(Kind.RELATION, table).map(found -> found.get("partition_key")).orElse("").isEmpty()) {
            snapshot.all(Kind.RELATION).stream().filter(part -> part.list("parents").contains(table)).forEach(
                    part -> literals.addAll(literals(part.get("bound"))));
        }
        snapshot.find(Kind.RELATION, table).map(found -> found.get("bound")).ifPresent(bound -> literals.addAll(
                literals(
                        bound)));
        List<String> values = new ArrayList<>();
        for (String literal : literals) {
            values.addAll(castable(List.of(literal), column.get("type")));
        }
        List<String> usual = ofType(column.get("type"));
        usual.stream().filter(value -> !values.contains(value)).forEach(values::add);
        return values;
    }

    /** Values of {@code type} as {@code format_type} spells it. */
    public List<String> ofType(String type) throws SQLException {
        List<String> known = byType.get(type);
        if (known == null) {
            known = castable(candidates(type), type);
            byType.put(type, known);
        }
        return known;
    }

    private List<String> castable(List<String> candidates, String type) throws SQLException {
        List<String> values = new ArrayList<>();
        for (String candidate : candidates) {
            String value = "'" + candidate.replace("'", "''") + "'::" + type;
            if (works("SELECT " + value)) {
                values.add(value);
            }
        }
        return values;
    }

    private boolean works(String query) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        } catch (SQLException e) {
            // The answer: the type does not take it.
            return false;
        } finally {
            connection.rollback(before);
        }
    }

    private static List<String> literals(String expression) {
        List<String> found = new ArrayList<>();
        Matcher literal = LITERAL.matcher(expression);
        while (literal.find()) {
            String text = literal.group(1);
            if (text == null) {
                found.add(literal.group(2));
                if (!literal.group(2).contains(".")) {
                    long number = literal.group(2).length() < 18 ? Long.parseLong(literal.group(2)) : 0;
                    found.addAll(List.of(String.valueOf(number + 1), String.valueOf(number - 1)));
                }
            } else {
                found.add(text.replace("''", "'"));
                found.addAll(text.matches(".*[%^\\[].*") ? List.of("a@b.example", "A1", "123") : List.of());
            }
        }
        return found;
    }

    private List<String> candidates(String type) {
        List<String> labels = snapshot.of(type, Kind.LABEL).stream().map(label -> label.get("short")).toList();
        if (!labels.isEmpty()) {
            return labels;
        }
        String base = snapshot.find(Kind.TYPE, type).filter(found -> found.get("kind").equals("d")).map(found -> found
                .get("base_type")).orElse("");
        if (!base.isEmpty()) {
            List<String> values = new ArrayList<>();
            snapshot.of(type, Kind.DOMAIN_CONSTRAINT).forEach(check -> values.addAll(literals(check.get(
                    "definition"))));
            values.addAll(candidates(base));
            return values;
        }
        if (type.endsWith("[]")) {
            return List.of("{}");
        }
        Matcher length = LENGTH.matcher(type);
        return length.find() ? limited(type, length) : unlimited(type);
    }

    private static List<String> limited(String type, Matcher length) {
        int size = Integer.parseInt(length.group(1));
        if (type.startsWith("numeric")) {
            int scale = length.group(2) == null ? 0 : Integer.parseInt(length.group(2));
            String most = "9".repeat(Math.max(0, size - scale)) + (scale == 0 ? "" : "." + "9".repeat(scale));
            return List.of("1", "2", "3", "0", "-1", most);
        }
        if (type.startsWith("bit(")) {
            return List.of("0".repeat(size), "1".repeat(size));
        }
        return type.startsWith("character") || type.startsWith("bit")
                ? List.of("a", "2", "3", "1", "", "x".repeat(Math.min(size, LONG)))
                : unlimited(type.replaceFirst("\\(.*\\)", ""));
    }

    private static List<String> unlimited(String type) {
        return switch (type) {
            case "smallint", "integer", "bigint", "oid" -> List.of("1", "2", "3", "0", "-1", "32767", "2147483647",
                    "9223372036854775807");
            case "numeric" -> List.of("1", "2", "3", "0", "-1", "123456789.123456789");
            case "real", "double precision" -> List.of("1", "2", "3", "0", "-1", "1.5", "123456.789");
            case "money" -> List.of("1", "2", "3", "0", "-1");
            case "boolean" -> List.of("true", "false");
            case "date" -> List.of("2024-01-15", "2024-02-15", "2026-03-15", "1999-12-31");
            case "timestamp without time zone", "timestamp with time zone" -> List.of("2024-01-15 10:11:12.123456",
                    "2024-02-15 23:00:00", "2026-03-15 00:00:00", "1999-12-31 00:00:00");
            case "time without time zone", "time with time zone" -> List.of("10:11:12.123456", "00:00", "23:59:59");
            case "interval" -> List.of("1 day", "2 hours", "00:00:00.5", "-1 day");
            case "uuid" -> List.of("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002",
                    "00000000-0000-4000-8000-000000000003");
            case "json", "jsonb" -> List.of("{}", "{\"a\": 1}", "[]", "null", "\"text\"");
            case "xml" -> List.of("<a/>", "<b/>");
            case "bytea" -> List.of("\\x01", "\\x02", "\\x");
            case "inet" -> List.of("10.0.0.1", "10.0.0.2/8", "::1");
            case "cidr" -> List.of("10.0.0.0/8", "10.1.0.0/16");
            case "macaddr" -> List.of("08:00:2b:01:02:03", "08:00:2b:01:02:04");
            case "point" -> List.of("(1,2)", "(3,4)");
            case "int4range", "int8range", "numrange" -> List.of("[1,2)", "[2,5)", "empty");
            case "daterange", "tsrange", "tstzrange" -> List.of("[2024-01-01,2024-02-01)", "[2024-03-01,2024-04-01)",
                    "empty");
            default -> List.of("a1@b.example", "2", "3", "1", "B2", "", "x".repeat(LONG), "{}", "()", "(1,1)");
        };
    }
}
