package dev.tidegate.task.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.tidegate.task.Program;
import dev.tidegate.task.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The connection breaks at a certain message, before the server has it or before its answer arrives. */
@Timeout(180)
class CutConnectionTest {
    private final TestDatabase database = new TestDatabase();
    private Path folder;

    @BeforeEach
    void scripts(@TempDir Path temporary) {
        folder = temporary;
        program().script("V1__a.sql", "-- tidegate: pre-traffic", "create table a (id int);")
                .script("V2__rows.sql", "-- tidegate: pre-traffic", "insert into a values (1);",
                        "insert into a values (2);")
                .script("V3__index.sql", "-- tidegate: pre-traffic", "create index concurrently a_id on a (id);")
                .script("V4__drop.sql", "-- tidegate: pre-traffic", "create index concurrently a_two on a (id);",
                        "drop index concurrently a_two;");
    }

    private Program program() {
        return new Program(folder, database);
    }

    private static Predicate<String> containing(String text) {
        return message -> message.toLowerCase(Locale.ROOT).contains(text);
    }

    static Stream<Arguments> moments() {
        return Stream.of("insert into a values (1)", "insert into a values (2)",
                "insert into \"public\".\"tidegate_history\"",
                "insert into \"public\".\"flyway_schema_history\"", "commit", "create index concurrently a_id",
                "create index concurrently a_two", "drop index concurrently a_two", "create table a",
                "pg_try_advisory_lock",
                "pg_advisory_unlock").flatMap(text -> Stream.of(Arguments.of(text, false), Arguments.of(text, true)));
    }

    @ParameterizedTest(name = "{0}, received: {1}")
    @MethodSource("moments")
    void theNextRunFinishesAndNothingRunsTwice(String text, boolean received) throws Exception {
        try (CutConnections cut = new CutConnections(TestDatabase.port(), new CutConnections.Cut(containing(text),
                received))) {
            Program.Ended end = program().with("TIDEGATE_DATABASE_URL", database.url().replace(":" + TestDatabase.port()
                    + "/", ":" + cut.port() + "/")).run("pre");
            assertThat(cut.happened()).as("nothing was cut at \"" + text + "\": " + end).isTrue();
            assertThat(end.exit()).as(end.toString()).isIn(0, 7);
            if (end.exit() == 7) {
                assertThat(end.result()).contains("\"result\":\"unreachable\"");
            }
        }

        Program.Ended next = program().run("pre");

        assertThat(next.exit()).as(next.toString()).isZero();
        isRight();
    }

    /** Every message of a whole run in turn would take long; every seventh byte count is a different place. */
    @Test
    void whereverItBreaksTheNextRunFinishes() throws Exception {
        for (int nth = 3; nth < 60; nth += 7) {
            TestDatabase other = new TestDatabase();
            int[] left = {nth};
            try (CutConnections cut = new CutConnections(TestDatabase.port(), new CutConnections.Cut(
                    _ -> --left[0] == 0, nth % 2 == 0))) {
                Program.Ended end = new Program(folder, other).with("TIDEGATE_DATABASE_URL", other.url().replace(":"
                        + TestDatabase.port() + "/", ":" + cut.port() + "/")).run("pre");
                assertThat(end.exit()).as(nth + ": " + end).isIn(0, 7);
            }
            Program.Ended next = new Program(folder, other).run("pre");
            assertThat(next.exit()).as(nth + ": " + next).isZero();
            assertThat(other.query("select id from a order by 1")).containsExactly("1", "2");
        }
    }

    private void isRight() {
        List<String> versions = List.of("1", "2", "3", "4");
        assertThat(database.query("select id from a order by 1")).containsExactly("1", "2");
        assertThat(database.query("select indexrelid::regclass || ' ' || indisvalid from pg_index where indrelid ="
                + " 'a'::regclass")).containsExactly("a_id true");
        assertThat(database.query("select version from flyway_schema_history where success order by 1"))
                .containsExactlyElementsOf(versions);
        assertThat(database.query("select version from flyway_schema_history where not success")).isEmpty();
        assertThat(database.query("select version from tidegate_history order by 1")).containsExactlyElementsOf(
                versions);
    }
}
