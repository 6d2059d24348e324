package dev.tidegate.tests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Small migrations as they accumulate over years: of ten, one creates a table and fills a few rows, six add a column, one
 * creates an index, one updates some rows and one comments. Every tool gets the same statements.
 */
final class Scripts {
    private static final int TEN = 10;

    private Scripts() {}

    /** Writes the first {@code count}, for Flyway and for the runner, and as a change log for Liquibase. */
    static Path write(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        for (int number = 1; number <= count; number++) {
            Files.writeString(folder.resolve(file(number)), "-- tidegate: pre-traffic\n" + statements(number));
        }
        return folder;
    }

    /** One script that runs those from {@code first} to {@code last}, each in a transaction of its own. */
    static String inTransactions(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> "begin;\n" + statements(number) + "commit;\n").collect(Collectors.joining());
    }

    /** The first {@code count} as one formatted SQL change log. */
    static String changeLog(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "--changeset benchmark:" + number + "\n" + statements(number))
                .collect(Collectors.joining("\n", "--liquibase formatted sql\n\n", ""));
    }

    private static String file(int number) {
        return "V" + number + "__step_" + number + ".sql";
    }

    /** What migration {@code number} does. */
    static String statements(int number) {
        String table = "t" + ((number - 1) / TEN + 1);
        int step = (number - 1) % TEN;
        return switch (step) {
            case 0 -> "create table " + table + " (id bigint primary key, name text);\ninsert into " + table
                    + " select g, 'name ' || g from generate_series(1, 10) g;\n";
            case 4 -> "create index " + table + "_name on " + table + " (name);\n";
            case 8 -> "update " + table + " set c1 = 1 where id < 5;\n";
            case 9 -> "comment on table " + table + " is 'step " + number + "';\n";
            default -> "alter table " + table + " add column c" + step + " int;\n";
        };
    }
}
