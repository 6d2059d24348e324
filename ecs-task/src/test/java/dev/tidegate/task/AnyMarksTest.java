package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
    /** One database for all: a database each would cost more than all the rest. */
    private static final TestDatabase DATABASE = new TestDatabase();
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    /** Of the try that is running. */
    private String schema = "";

    @Property(tries = 8, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void areRefusedAsAWholeOrBroughtToAnEnd(@ForAll("marks") List<String> marks) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "marks");
        Program program = program(folder, marks);

        Program.Ended pre = program.run("pre");
        if (pre.exit() == 4) {
            assertThat(DATABASE.query("select 1 from pg_namespace where nspname = '" + schema + "'")).as(pre.err())
                    .isEmpty();
            pre = program.run("pre", "--on-blocked=skip");
        }
        assertThat(pre.exit()).isZero();
        assertThat(pre.progress()).filteredOn(line -> line.startsWith("applying "))
                .allSatisfy(line -> assertThat(marks.get(version(line) - 1)).doesNotContain("post-traffic"));
        assertThat(program.run("post").exit()).isZero();

        assertThat(program.run("pre").progress()).containsExactly("nothing is pending");
        assertThat(program.run("post").progress()).containsExactly("nothing is pending");
        assertThat(applied()).hasSize(marks.size());
        assertThat(DATABASE.query("select version from " + schema + ".tidegate_history order by id"))
                .isEqualTo(applied());
        plainFlywayAgrees(folder);
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void endOnAFreshDatabaseAsPlainFlywayWould(@ForAll("marks") List<String> marks) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "marks");
        Program program = program(folder, marks).with("TIDEGATE_FRESH", "true");

        assertThat(program.run("pre").exit()).isZero();
        assertThat(program.run("post").progress()).containsExactly("nothing is pending");

        assertThat(applied()).isEqualTo(IntStream.rangeClosed(1, marks.size()).mapToObj(String::valueOf)
                .toList());
        plainFlywayAgrees(folder);
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

    private List<String> applied() {
        return DATABASE.query("select version from " + schema + ".flyway_schema_history where type = 'SQL'"
                + " order by installed_rank");
    }

    private Program program(Path folder, List<String> marks) {
        schema = "drawn" + SCHEMAS.incrementAndGet();
        Program program = new Program(folder, DATABASE).with("TIDEGATE_SCHEMA", schema).with("TIDEGATE_DRAINED_AT",
                "2026-01-01T10:00:00Z");
        for (int version = 1; version <= marks.size(); version++) {
            program.script("V" + version + "__t.sql", "-- tidegate: " + marks.get(version - 1),
                    "create table t" + version + " (id int);");
        }
        return program;
    }

    private void plainFlywayAgrees(Path folder) {
        Flyway plain = Flyway.configure().loggers("dev.tidegate.task.flyway.QuietLog")
                .dataSource(DATABASE.url(), "postgres", "").defaultSchema(schema).locations("filesystem:" + folder)
                .load();
        assertThat(plain.validateWithResult().getAllErrorMessages()).isEmpty();
        assertThat(plain.migrate().migrationsExecuted).isZero();
    }
}
