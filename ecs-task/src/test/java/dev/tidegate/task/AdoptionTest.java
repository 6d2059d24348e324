package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas that were there before Tidegate came. */
class AdoptionTest {
    private static final String OCCUPIED = """
            tidegate-task: schema "public" is not empty and has no schema history "flyway_schema_history", nothing was run
              if these scripts made it what it is, name the last one that did: setting baseline (TIDEGATE_BASELINE or \
            --baseline), such as --baseline=12;
              if its objects are somebody else's, run all scripts beside them with --baseline=0, or in a schema of their own \
            with --schema
            """;

    private final TestDatabase database = new TestDatabase();
    private Program program;
    private Path folder;

    @BeforeEach
    void scripts(@TempDir Path temporary) {
        folder = temporary;
        program = new Program(folder, database)
                .script("V1__a.sql", "create table a (id int);").script("V2__b.sql", "alter table a add column b int;")
                .script("V3__c.sql", "-- tidegate: pre-traffic", "alter table a add column c int;")
                .script("V4__d.sql", "-- tidegate: post-traffic", "alter table a drop column b;");
    }

    @Test
    void asksWhereToBegin() {
        database.execute("create table a (id int, b int)");

        for (String command : List.of("pre", "post", "plan")) {
            Program.Ended ended = program.run(command);
            assertThat(ended.err()).endsWith(OCCUPIED);
            assertThat(ended.exit()).isEqualTo(4);
        }
        assertThat(tables()).containsExactly("a");
    }

    @Test
    void beginsAtTheBaseline() {
        database.execute("create table a (id int, b int)");
        program.with("TIDEGATE_BASELINE", "2");

        assertThat(program.run("plan").out()).doesNotContain("  2  ").contains(
                "  3        c            pre-traffic   now");
        assertThat(tables()).containsExactly("a");
        assertThat(program.run("pre").progress()).containsExactly(
                "schema \"public\" has no schema history: migrations up to 2 count as applied",
                "1 of 2 pending migrations run now",
                "applying 3 \"c\" (V3__c.sql)", "applied  3 in … ms",
                "left     4 \"d\" (V4__d.sql): marked post-traffic");
        assertThat(program.run("post").exit()).isZero();
        plainFlywayAgrees();
    }

    @Test
    void beginsOnceWithTwoRunnersAtOnce() {
        database.execute("create table a (id int, b int)");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Program.Ended>> runs = IntStream.range(0, 4).mapToObj(
                    runner -> CompletableFuture.supplyAsync(() -> program.run("pre", "--baseline=2"), threads))
                    .toList();

            assertThat(runs).allSatisfy(run -> assertThat(run.join().exit()).as(run.join().err()).isZero());
        }
        assertThat(database.query("select version from flyway_schema_history order by installed_rank"))
                .containsExactly("2", "3");
    }

    @Test
    void recordsABaselineEvenWhenNothingIsPending() {
        database.execute("create table a (id int, c int)");

        assertThat(program.run("pre", "--baseline", "4").progress()).containsExactly(
                "schema \"public\" has no schema history: migrations up to 4 count as applied", "nothing is pending");
        assertThat(program.run("pre").progress()).containsExactly("nothing is pending");
        plainFlywayAgrees();
    }

    @Test
    void runsEverythingBesideWhatIsSomebodyElses() {
        database.execute("create function somebody_elses() returns int language sql return 1");

        assertThat(program.run("pre", "--baseline=0", "--unmarked=any").exit()).isZero();
        assertThat(tables()).containsExactly("a", "flyway_schema_history", "tidegate_history");
    }

    @Test
    void takesNoNoticeOfABaselineWhenTheSchemaIsEmpty() {
        database.execute("create extension if not exists plpgsql");

        assertThat(program.run("pre", "--baseline=2", "--unmarked=any").exit()).isZero();
        assertThat(database.query("select version from flyway_schema_history order by installed_rank")).containsExactly(
                "1", "2", "3");
    }

    @Test
    void takesNoNoticeOfABaselineWhenThereIsAHistory() {
        program.run("pre", "--unmarked=any");

        assertThat(program.run("pre", "--baseline=4").progress()).containsExactly("0 of 1 pending migrations run now",
                "left     4 \"d\" (V4__d.sql): marked post-traffic");
    }

    @Test
    void doesNotTakeAFreshSchemaThatIsOccupiedForFresh() {
        database.execute("create table a (id int, b int)");

        assertThat(program.with("TIDEGATE_FRESH", "true").run("pre").err()).isEqualTo(OCCUPIED);
    }

    @Test
    void refusesABaselineThatIsNoVersion() {
        assertThat(program.run("pre", "--baseline=latest").err()).isEqualTo(
                """
                        tidegate-task: 1 problem
                          setting baseline (TIDEGATE_BASELINE or --baseline): found "latest"; allowed: a version such as 12 or 2.1
                        """);
    }

    @Test
    void takesOverAHistoryOfFlyway() {
        plainFlyway().target("2").load().migrate();

        assertThat(program.run("pre").progress()).containsExactly("1 of 2 pending migrations run now",
                "applying 3 \"c\" (V3__c.sql)", "applied  3 in … ms",
                "left     4 \"d\" (V4__d.sql): marked post-traffic");
        assertThat(program.run("post").exit()).isZero();
        assertThat(database.query("select version || ' ' || coalesce(release, '-') from tidegate_history order by id"))
                .containsExactly("1 -", "2 -", "3 42", "4 42");
        plainFlywayAgrees();
    }

    @Test
    void takesOverABaselineOfFlyway() {
        database.execute("create table a (id int, b int)");
        plainFlyway().baselineVersion("2").load().baseline();

        assertThat(program.run("pre").exit()).isZero();
        assertThat(program.run("post").exit()).isZero();
        assertThat(database.query("select version from tidegate_history order by id")).containsExactly("3", "4");
        plainFlywayAgrees();
    }

    @Test
    void letsAppliedJavaMigrationsBe() {
        plainFlyway().target("2.5").javaMigrations(new V2_5__Java()).load().migrate();

        assertThat(program.run("pre").progress()).containsExactly("1 of 2 pending migrations run now",
                "applying 3 \"c\" (V3__c.sql)", "applied  3 in … ms",
                "left     4 \"d\" (V4__d.sql): marked post-traffic");
        assertThat(program.run("post").exit()).isZero();
        assertThat(plainFlyway().javaMigrations(new V2_5__Java()).load().validateWithResult().validationSuccessful)
                .isTrue();
    }

    /** As "flyway migrate" applies B2__all.sql to a new schema: the versions up to it are in it. */
    @Test
    void takesOverABaselineMigration() {
        database.execute("create table a (id int, b int)");
        plainFlyway().baselineVersion("2").load().baseline();
        database.execute(
                "update flyway_schema_history set type = 'SQL_BASELINE', script = 'B2__all.sql', checksum = 1");

        assertThat(program.run("pre").progress()).containsExactly("1 of 2 pending migrations run now",
                "applying 3 \"c\" (V3__c.sql)", "applied  3 in … ms",
                "left     4 \"d\" (V4__d.sql): marked post-traffic");
        assertThat(program.run("post").exit()).isZero();
        assertThat(program.run("pre").progress()).containsExactly("nothing is pending");
        assertThat(database.query("select version from tidegate_history order by id")).containsExactly("3", "4");
    }

    @Test
    void saysHowToTakeUndoneMigrationsOut() {
        plainFlyway().target("2").load().migrate();
        database.execute(
                "alter table a drop column b; insert into flyway_schema_history select 3, version, description,"
                        + " 'UNDO_SQL', 'U2__b.sql', 5, installed_by, now(), 1, true from flyway_schema_history where version = '2'");

        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).isEqualTo(4);
        assertThat(pre.err()).startsWith("tidegate-task: the schema history has rows of undone migrations, which only"
                + " Flyway's paid editions can read, nothing was run\n");
        database.execute(pre.err().lines().filter(line -> line.startsWith("  delete from")).findFirst().orElseThrow());
        assertThat(program.run("pre", "--unmarked=pre-traffic").progress()).startsWith(
                "2 of 3 pending migrations run now",
                "applying 2 \"b\" (V2__b.sql)");
    }

    @Test
    void stillMissesScriptsBesideAppliedJavaMigrations() throws IOException {
        plainFlyway().javaMigrations(new V2_5__Java()).load().migrate();
        Files.delete(folder.resolve("V2__b.sql"));

        assertThat(program.run("pre").err()).isEqualTo("""
                tidegate-task: the scripts do not fit the schema history, nothing was run
                  2 "b": it was applied, but its script is missing; put it back
                """);
    }

    @Test
    void refusesWhatOnlyFlywayRuns() {
        program.script("beforeMigrate.sql", "select 1;").script("afterEachMigrate__grants.sql", "select 1;")
                .script("V5__e.java", "class V5__e {}").script("extra.jar", "").script("B4__all.sql", "select 1;")
                .script("U4__undo.sql", "select 1;").script("notes.txt", "hello").script("V3__c.sql.conf", "");

        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).isEqualTo(4);
        assertThat(pre.err()).isEqualTo(
                """
                        tidegate-task: 6 problems in the scripts, nothing was run
                          B4__all.sql:1: found a Flyway baseline migration; they are not run here: for an existing schema use the \
                        setting baseline (TIDEGATE_BASELINE or --baseline), for a new one a first migration V<version>__...
                          U4__undo.sql:1: found a Flyway undo migration; they are not run here: write a new migration that takes it \
                        back
                          V5__e.java:1: found a Java migration; only SQL scripts are run here, because a mark must be in the script: \
                        write it in SQL, or run it from your application's own code
                          afterEachMigrate__grants.sql:1: found a Flyway callback; callbacks are not run here, because they would run \
                        in both phases without a mark: make it a marked repeatable migration R__<description>.sql, or move it out of \
                        the folder
                          beforeMigrate.sql:1: found a Flyway callback; callbacks are not run here, because they would run in both \
                        phases without a mark: make it a marked repeatable migration R__<description>.sql, or move it out of the folder
                          extra.jar:1: found a Java migration; only SQL scripts are run here, because a mark must be in the script: \
                        write it in SQL, or run it from your application's own code
                        """);
    }

    /** A Java migration as a user's own Flyway ran it. */
    static final class V2_5__Java extends BaseJavaMigration {
        @Override
        public void migrate(Context context) {
            // What it did does not matter here.
        }
    }

    private void plainFlywayAgrees() {
        Flyway plain = plainFlyway().load();
        assertThat(plain.validateWithResult().getAllErrorMessages()).isEmpty();
        assertThat(plain.migrate().migrationsExecuted).isZero();
    }

    private FluentConfiguration plainFlyway() {
        return Flyway.configure().loggers("dev.tidegate.task.flyway.QuietLog")
                .dataSource(database.url(), "postgres", "").locations("filesystem:" + folder);
    }

    private List<String> tables() {
        return database.query("select tablename from pg_tables where schemaname = 'public' order by 1");
    }
}
