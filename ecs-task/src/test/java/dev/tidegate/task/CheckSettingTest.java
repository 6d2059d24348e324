package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The setting {@code check}: what the words of scripts tell before {@code pre} runs them. */
class CheckSettingTest {
    private static final String FOUND = "V2__drop.sql:2: column-dropped: old code that uses a.b fails: it is gone";

    private final TestDatabase database = new TestDatabase();
    private Program program;

    @BeforeEach
    void release41(@TempDir Path folder) {
        program = new Program(folder, database).script("V1__a.sql", "-- tidegate: pre-traffic",
                "CREATE TABLE a (b int);");
        assertThat(program.run("pre").exit()).isZero();
        program.script("V2__drop.sql", "-- tidegate: pre-traffic", "ALTER TABLE a DROP COLUMN b;");
    }

    @Test
    void tellsAndGoesOnByDefault() {
        Program.Ended ended = program.run("pre");

        assertThat(ended.exit()).isZero();
        assertThat(ended.progress()).contains("warning: " + FOUND, "applied  2 in … ms");
    }

    @Test
    void refusesBeforeAnythingIsRun() {
        program.script("V2__drop.sql", "-- tidegate: pre-traffic", "CREATE TABLE c (d int);",
                "ALTER TABLE a DROP COLUMN b;", "CREATE INDEX ON a (b);");

        Program.Ended ended = program.run("pre", "--check=refuse");

        assertThat(ended.exit()).isEqualTo(4);
        assertThat(ended.err()).isEqualTo("""
                tidegate-task: 2 findings of the check in the scripts, nothing was run
                  V2__drop.sql:3: column-dropped: old code that uses a.b fails: it is gone
                  V2__drop.sql:4: lock-index-build: writers of a wait until the index is built; CREATE INDEX \
                CONCURRENTLY, in a script of its own, keeps nobody waiting
                  mark such scripts post-traffic or change them; or accept a finding in its script, as in
                  -- tidegate: accept=column-dropped reason="…"
                """);
        assertThat(database.query("SELECT 1 FROM pg_tables WHERE tablename = 'c'")).isEmpty();
        assertThat(database.query("SELECT version FROM flyway_schema_history")).containsExactly("1");
    }

    @Test
    void refusesNothingThatAScriptAccepts() {
        program.script("V2__drop.sql", "-- tidegate: pre-traffic",
                "-- tidegate: accept=column-dropped reason=\"unused since release 40\"",
                "ALTER TABLE a DROP COLUMN b;");

        Program.Ended ended = program.run("pre", "--check=refuse");

        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).doesNotContain("warning");
    }

    @Test
    void refusesAnAcceptanceWithoutAReason() {
        program.script("V2__drop.sql", "-- tidegate: pre-traffic", "-- tidegate: accept=column-dropped",
                "ALTER TABLE a DROP COLUMN b;");

        assertThat(program.run("pre", "--check=refuse").err()).contains(
                "V2__drop.sql:2: accept-unexplained: found accept=column-dropped without a reason",
                "column-dropped: old");
    }

    @Test
    void looksAtNothingWhenOff() {
        assertThat(program.with("TIDEGATE_CHECK", "off").run("pre").out()).doesNotContain("warning");
    }

    @Test
    void looksAtNothingThatRunsWithoutOldCode() {
        program.script("V2__drop.sql", "-- tidegate: post-traffic", "ALTER TABLE a DROP COLUMN b;");

        assertThat(program.run("pre", "--check=refuse").exit()).isZero();
        assertThat(program.run("post", "--check=refuse").out()).doesNotContain("warning").contains("applied  2");
    }

    @Test
    void showsItInThePlan() {
        assertThat(program.run("plan").out()).endsWith("warning: " + FOUND + "\n");
    }
}
