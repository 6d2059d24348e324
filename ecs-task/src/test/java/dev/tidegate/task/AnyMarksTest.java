package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.flywaydb.core.Flyway;

/** Whole releases with drawn marks on a real database: refused as a whole, or brought to an end that Flyway agrees with. */
class AnyMarksTest {
    private static final String APPLIED = "select coalesce(version, description) from flyway_schema_history"
            + " order by installed_rank";

    @Property(tries = 12, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void areRefusedAsAWholeOrBroughtToAnEnd(@ForAll("marks") List<String> marks) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "marks");
        TestDatabase database = new TestDatabase();
        Program program = program(folder, database, marks);

        Program.Ended pre = program.run("pre");
        if (pre.exit() == 4) {
            assertThat(database.query("select relname from pg_class where relnamespace = 'public'::regnamespace"))
                    .as(pre.err()).isEmpty();
            pre = program.run("pre", "--on-blocked=skip");
        }
        assertThat(pre.exit()).isZero();
        assertThat(pre.progress()).filteredOn(line -> line.startsWith("applying "))
                .allSatisfy(line -> assertThat(marks.get(version(line) - 1)).doesNotContain("post-traffic"));
        assertThat(program.run("post").exit()).isZero();

        assertThat(program.run("pre").progress()).containsExactly("nothing is pending");
        assertThat(program.run("post").progress()).containsExactly("nothing is pending");
        assertThat(database.query(APPLIED)).hasSize(marks.size());
        assertThat(database.query("select coalesce(version, description) from tidegate_history order by id"))
                .isEqualTo(database.query(APPLIED));
        plainFlywayAgrees(database, folder);
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void endOnAFreshDatabaseAsPlainFlywayWould(@ForAll("marks") List<String> marks) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "marks");
        TestDatabase database = new TestDatabase();
        Program program = program(folder, database, marks).with("TIDEGATE_FRESH", "true");

        assertThat(program.run("pre").exit()).isZero();
        assertThat(program.run("post").progress()).containsExactly("nothing is pending");

        assertThat(database.query(APPLIED)).isEqualTo(IntStream.rangeClosed(1, marks.size()).mapToObj(String::valueOf)
                .toList());
        plainFlywayAgrees(database, folder);
    }

    @Provide
    Arbitrary<List<String>> marks() {
        return Arbitraries.of("pre-traffic", "pre-traffic after=none", "any", "any after=1", "post-traffic",
                "post-traffic delay=2h after=none", "post-traffic rollback-safe").list().ofMinSize(3).ofMaxSize(7)
                .map(marks -> IntStream.range(0, marks.size())
                        .mapToObj(position -> position == 0 ? marks.get(0).replace(" after=1", "")
                                : marks.get(position))
                        .toList());
    }

    /** Of {@code applying 3 "t" (V3__t.sql)}. */
    private static int version(String line) {
        return Integer.parseInt(line.split(" ")[1]);
    }

    private static Program program(Path folder, TestDatabase database, List<String> marks) {
        Program program = new Program(folder, database).with("TIDEGATE_DRAINED_AT", "2026-01-01T10:00:00Z");
        for (int version = 1; version <= marks.size(); version++) {
            program.script("V" + version + "__t.sql", "-- tidegate: " + marks.get(version - 1),
                    "create table t" + version + " (id int);");
        }
        return program;
    }

    private static void plainFlywayAgrees(TestDatabase database, Path folder) {
        Flyway plain = Flyway.configure().loggers("dev.tidegate.task.flyway.QuietLog")
                .dataSource(database.url(), "postgres", "").locations("filesystem:" + folder).load();
        assertThat(plain.validateWithResult().getAllErrorMessages()).isEmpty();
        assertThat(plain.migrate().migrationsExecuted).isZero();
    }
}
