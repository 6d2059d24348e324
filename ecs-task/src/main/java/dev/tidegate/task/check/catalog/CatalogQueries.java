package dev.tidegate.task.check.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The queries of {@code catalog.sql}, {@code marks.sql} and {@code readers.sql}. */
final class CatalogQueries {
    // Expressions are told with the schema of all they name, whatever the script has set; plans are made once.
    private static final String BEFORE = "SET LOCAL search_path = pg_catalog; SET LOCAL jit = off;"
            + " SET LOCAL plan_cache_mode = force_generic_plan; ";

    // Before what is made by them.
    private static final Pattern SECTION = Pattern.compile("(?m)^-- ([A-Z_]+)( of relations)?(?::.*)?$");
    private static final Pattern SOME = Pattern.compile("/\\*SOME (\\S+)\\*/");

    static final List<Query> ALL = queries();
    static final String READERS = text("readers.sql");

    private CatalogQueries() {}

    /**
     * One of the queries.
     *
     * @param ofRelations whether what it finds belongs to a relation, whose identifier is the first column
     */
    record Query(Kind kind, boolean ofRelations, String sql) {
        /** The same for the relations that a parameter names. */
        private String ofSome() {
            return SOME.matcher(sql).replaceAll("$1 = ANY (?::oid[]) AND");
        }
    }

    /** What to read when everything is read. */
    static String all() {
        return BEFORE + ALL.stream().map(Query::sql).collect(Collectors.joining(";\n"));
    }

    /** What to read for some relations, each query with a parameter. */
    static String some() {
        return BEFORE + some(ALL).stream().map(Query::ofSome).collect(Collectors.joining(";\n"));
    }

    /** Those that belong to relations. */
    static List<Query> some(List<Query> queries) {
        return queries.stream().filter(Query::ofRelations).toList();
    }

    /** What each relation looks like from outside: whether it has to be read again. */
    static String marks() {
        return BEFORE + text("marks.sql");
    }

    private static List<Query> queries() {
        String text = text("catalog.sql");
        List<Query> queries = new ArrayList<>();
        Matcher section = SECTION.matcher(text);
        boolean more = section.find();
        while (more) {
            Kind kind = Kind.valueOf(section.group(1));
            boolean ofRelations = section.group(2) != null;
            int from = section.end();
            more = section.find();
            String sql = text.substring(from, more ? section.start() : text.length()).strip();
            queries.add(new Query(kind, ofRelations, sql.substring(0, sql.length() - 1)));
        }
        return List.copyOf(queries);
    }

    private static String text(String file) {
        try (InputStream text = CatalogQueries.class.getResourceAsStream(file)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
