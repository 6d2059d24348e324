package dev.tidegate.task.check.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The queries of {@code catalog.sql} and {@code fingerprint.sql}. */
final class CatalogQueries {
    /** Names are to be written in full, and such queries are not worth being compiled. */
    private static final String SETTINGS = "SET LOCAL search_path = pg_catalog; SET LOCAL jit = off;\n";
    private static final String FINGERPRINT = SETTINGS + text("fingerprint.sql");
    private static final Map<Kind, String> QUERIES = queries(text("catalog.sql"));
    private static final String EVERYTHING = FINGERPRINT + ";\n" + String.join(";\n", QUERIES.values());

    private CatalogQueries() {}

    /** Which version everything has: first the relations, then the rest. */
    static String fingerprint() {
        return FINGERPRINT;
    }

    /** The fingerprint, then one query for each kind in its order. */
    static String everything() {
        return EVERYTHING;
    }

    /** One query for each kind that belongs to relations, in its order. @param oids of at least one relation */
    static String of(Set<String> oids) {
        StringBuilder all = new StringBuilder(SETTINGS);
        String listed = String.join(", ", new TreeSet<>(oids));
        QUERIES.forEach((kind, query) -> {
            if (kind.isOfRelation()) {
                all.append("SELECT * FROM (").append(query).append(") those WHERE relid IN (").append(listed).append(
                        ");\n");
            }
        });
        return all.toString();
    }

    private static Map<Kind, String> queries(String text) {
        Map<Kind, String> queries = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            int begin = text.indexOf('\n', text.indexOf("\n-- " + kind.name()) + 1);
            queries.put(kind, text.substring(begin + 1, text.indexOf(";\n", begin)));
        }
        return queries;
    }

    private static String text(String file) {
        try (InputStream text = CatalogQueries.class.getResourceAsStream(file)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
