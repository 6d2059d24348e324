package dev.tidegate.tests.definition;

import java.util.List;
import java.util.Locale;

/** What a member of a structure, list or map may be. */
sealed interface Type {
    /** What has no parts. */
    enum Simple implements Type {
        STRING("a string"), NUMBER("a number"), BOOLEAN("a boolean"), BLOB("base64"), DOCUMENT("any JSON"),
        /** Seconds since 1970 in AWS's JSON protocols, ISO 8601 in events. */
        TIMESTAMP("a time"),
        /** ISO 8601 in every protocol. */
        DATE_TIME("a date and time"),
        /** As in a header of HTTP. */
        HTTP_DATE("a date as in HTTP");

        private final String words;

        Simple(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** @param name as the test data has it, such as {@code date-time} */
        static Simple named(String name) {
            return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
        }
    }

    /** A string out of a set. */
    record OneOf(List<String> values) implements Type {}

    record ListOf(Type member) implements Type {}

    /** Keys are strings; those out of a set are taken as any string. */
    record MapOf(Type value) implements Type {}

    /** A structure by its name, for a structure may contain itself. */
    record Structured(String name) implements Type {}
}
