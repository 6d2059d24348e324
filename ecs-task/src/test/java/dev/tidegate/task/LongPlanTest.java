package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More migrations than Flyway is shown at once. */
class LongPlanTest {
    private static final int ONE_PORTION = 200;

    private final TestDatabase database = new TestDatabase();
    private Program program;

    @BeforeEach
    void scripts(@TempDir Path folder) {
        program = new Program(folder, database);
        IntStream.rangeClosed(1, ONE_PORTION + 2).forEach(number -> script(number, "create table t" + number
                + " (id int);"));
        program.script("R__view.sql", "-- tidegate: any", "create or replace view v as select 1 as one;");
    }

    @Test
    void runsEachOnceAndInOrder() {
        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).as(pre.err()).isZero();
        assertThat(database.query("select script from flyway_schema_history order by installed_rank")).hasSize(
                ONE_PORTION + 3).startsWith("V1__t.sql", "V2__t.sql").endsWith("V202__t.sql", "R__view.sql");
        assertThat(database.query("select script from tidegate_history order by id")).isEqualTo(database.query(
                "select script from flyway_schema_history order by installed_rank"));
        assertThat(pre.progress().stream().filter(line -> line.startsWith("applied"))).hasSize(ONE_PORTION + 3)
                .doesNotHaveDuplicates();
        assertThat(program.run("pre").progress()).containsExactly("nothing is pending");
    }

    @Test
    void goesOnWhereItFailed() {
        script(ONE_PORTION + 1, "create table t1 (id int);");

        Program.Ended failed = program.run("pre");

        assertThat(failed.exit()).isEqualTo(3);
        assertThat(failed.err()).startsWith("tidegate-task: migration 201 \"t\" (V201__t.sql");
        assertThat(failed.progress()).contains("applied  200 in … ms");
        assertThat(database.query("select count(*)::text from tidegate_history")).containsExactly("200");

        script(ONE_PORTION + 1, "create table t201 (id int);");
        assertThat(program.run("pre").exit()).isZero();
        assertThat(database.query("select script from tidegate_history where id > 200 order by id")).containsExactly(
                "V201__t.sql", "V202__t.sql", "R__view.sql");
    }

    private void script(int number, String statement) {
        program.script("V" + number + "__t.sql", "-- tidegate: pre-traffic", statement);
    }
}
