package dev.tidegate.task.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tidegate.task.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Django's {@code sqlmigrate} prints becomes a script with a mark. */
class ImportCommandTest {
    @TempDir
    private Path folder;
    @TempDir
    private Path elsewhere;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void release41() throws IOException {
        Files.writeString(folder.resolve("V7__customer.sql"), "-- tidegate: pre-traffic\n"
                + "CREATE TABLE customer (id int PRIMARY KEY, name text);\n");
    }

    @Test
    void writesTheScriptWithTheMarkItDeserves() throws IOException {
        int exit = run("""
                BEGIN;
                --
                -- Remove field name from customer
                --
                ALTER TABLE "customer" DROP COLUMN "name" CASCADE;
                COMMIT;
                """);

        assertThat(exit).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("wrote " + folder.resolve("V8__drop_name.sql")
                + ", marked post-traffic\n");
        assertThat(folder.resolve("V8__drop_name.sql")).hasContent("""
                -- tidegate: post-traffic
                --
                -- Remove field name from customer
                --
                ALTER TABLE "customer" DROP COLUMN "name" CASCADE;
                """);
    }

    @Test
    void showsWhatMustBeSplitAndWritesNothing() throws IOException {
        int exit = run(
                "BEGIN;\nALTER TABLE customer ADD COLUMN full_name text;\nALTER TABLE customer DROP COLUMN name;\n"
                        + "COMMIT;\n");

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                -- tidegate: pre-traffic
                ALTER TABLE customer ADD COLUMN full_name text;

                -- tidegate: post-traffic
                ALTER TABLE customer DROP COLUMN name;
                """);
        assertThat(files()).containsExactly("V7__customer.sql");
    }

    @Test
    void tellsWhichLocksStopTrafficWhateverTheMark() throws IOException {
        assertThat(run("BEGIN;\nCREATE INDEX names ON customer (name);\nCOMMIT;\n")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("wrote " + folder.resolve("V8__drop_name.sql")
                + ", marked any\ncheck will tell of it, in line 2: lock-index-build: writers of public.customer wait until"
                + " the index names is built\n");
        assertThat(Files.readAllLines(folder.resolve("V8__drop_name.sql"))).element(1).isEqualTo(
                "CREATE INDEX names ON customer (name);");
    }

    @Test
    void writesNothingThatFails() throws IOException {
        assertThat(run("ALTER TABLE nothing ADD COLUMN a int;")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(
                "tidegate-task: nothing was written, line 1 fails: ERROR:"
                        + " relation \"nothing\" does not exist\n");
        assertThat(files()).containsExactly("V7__customer.sql");
    }

    private int run(String sql) throws IOException {
        Path file = Files.writeString(elsewhere.resolve("0002.sql"), sql);
        return new ImportCommand(Map.of(), new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err,
                true,
                StandardCharsets.UTF_8)).run(List.of("import", "sqlmigrate", file.toString(), "--name=drop name",
                        "--migrations=" + folder, "--url=postgresql://localhost:" + TestDatabase.port() + "/postgres"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
