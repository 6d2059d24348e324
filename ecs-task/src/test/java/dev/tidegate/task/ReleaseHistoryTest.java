package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The table beside Flyway's: what it says, and that it agrees with Flyway's whatever happens. */
@Timeout(60)
class ReleaseHistoryTest {
    private final TestDatabase database = new TestDatabase();
    private Program program;
    private Path folder;

    @BeforeEach
    void scripts(@TempDir Path temporary) {
        folder = temporary;
        program = new Program(folder, database).at(() -> Instant.parse("2026-01-01T10:00:00Z"))
                .script("V1__a.sql", "-- tidegate: pre-traffic", "create table a (id int);")
                .script("R__view.sql", "-- tidegate: any", "create or replace view v as select 1 as x;");
    }

    @Test
    void notesReleasePhaseAndEvidence() {
        program.script("2026/V2__drop_a.sql", "-- tidegate: post-traffic rollback-safe", "drop table a;").run("pre");
        program.with("TIDEGATE_RELEASE", "").with("TIDEGATE_EVIDENCE", "no task of 41 since 09:58").run("post");

        assertThat(rows(
                "concat_ws('|', history_table, coalesce(version, 'R'), description, script, mark, rollback_safe,"
                        + " phase, coalesce(release, '-'), release_version, coalesce(evidence, '-'), applied_at at time zone 'UTC')"))
                .containsExactly(
                        "flyway_schema_history|1|a|V1__a.sql|pre-traffic|f|pre-traffic|42|abc123|-|2026-01-01 10:00:00",
                        "flyway_schema_history|R|view|R__view.sql|any|f|pre-traffic|42|abc123|-|2026-01-01 10:00:00",
                        "flyway_schema_history|2|drop a|2026/V2__drop_a.sql|post-traffic|t|post-traffic|-|abc123"
                                + "|no task of 41 since 09:58|2026-01-01 10:00:00");
    }

    @Test
    void writesInTheTransactionOfTheMigration() {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create table b (id int);").run("pre");

        assertThat(database.query("select t.xmin = f.xmin and t.xmin = c.xmin from tidegate_history t"
                + " join flyway_schema_history f using (version) join pg_class c on c.relname = t.description"))
                .containsExactly("t", "t");
    }

    @Test
    void notesNothingOfAMigrationThatFails() {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create table b (id int);", "select 1 / 0;");

        assertThat(program.run("pre").exit()).isEqualTo(3);
        assertThat(rows("version")).containsExactly("1");
    }

    @Test
    void rollsAMigrationBackThatCannotBeNoted() {
        program.run("pre");
        database.execute("alter table tidegate_history add check (version <> '2')");
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create table b (id int);");

        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).isEqualTo(3);
        assertThat(pre.err()).startsWith(
                "tidegate-task: migration 2 \"b\" (V2__b.sql) was rolled back, because it could not"
                        + " be noted in tidegate_history: ERROR: new row for relation \"tidegate_history\" violates check constraint");
        assertThat(database.query("select to_regclass('b')")).containsExactly((String) null);
        assertThat(database.query("select max(version) from flyway_schema_history")).containsExactly("1");
    }

    @Test
    void notesAScriptWithoutATransactionRightAfterIt() {
        program.script("V2__index.sql", "-- tidegate: pre-traffic", "create index concurrently a_id on a (id);").run(
                "pre");

        assertThat(rows("version || ' ' || release")).contains("2 42");
    }

    @Test
    void beginsNoScriptWithoutATransactionThatCannotBeNoted() {
        program.run("pre");
        database.execute("alter table tidegate_history add constraint away check (version <> '2')");
        program.script("V2__index.sql", "-- tidegate: post-traffic", "create index concurrently a_id on a (id);");

        Program.Ended post = program.run("post");

        assertThat(post.exit()).isEqualTo(3);
        assertThat(post.err()).startsWith("tidegate-task: migration 2 \"index\" (V2__index.sql) was not begun, because"
                + " that could not be noted in tidegate_history: ERROR: new row for relation");
        assertThat(database.query("select to_regclass('a_id')")).containsExactly((String) null);
        database.execute("alter table tidegate_history drop constraint away");
        assertThat(program.run("post").exit()).isZero();
    }

    @Test
    void keepsTheBeginningOfAScriptWithoutATransactionWhoseEndCannotBeNoted() {
        program.run("pre");
        database.execute("create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$;"
                + " create trigger refuse before update on tidegate_history for each row execute function refuse()");
        program.script("V2__index.sql", "-- tidegate: post-traffic", "create index concurrently a_id on a (id);");

        Program.Ended post = program.run("post");

        assertThat(post.exit()).isZero();
        assertThat(post.progress()).contains(
                "  notice: its end is not noted in tidegate_history, which says when it began: ERROR: no");
        assertThat(rows("version || ' ' || release")).contains("2 42");
    }

    @Test
    void notesWhatSomebodyElseAppliedOnce() {
        program.run("pre");
        program.script("V2__b.sql", "-- tidegate: post-traffic", "create table b (id int);").script("V3__c.sql",
                "create table c (id int);");
        plainFlyway().migrate();

        assertThat(program.run("pre").exit()).isZero();
        assertThat(program.run("pre").exit()).isZero();

        assertThat(rows("concat_ws('|', coalesce(version, 'R'), coalesce(mark, '-'), coalesce(release, '-'))"))
                .containsExactly("1|pre-traffic|42", "R|any|42", "2|post-traffic|-", "3|-|-");
    }

    @Test
    void refusesBelowAFloorThatSomebodyElseRaised() throws IOException {
        program.script("V2__b.sql", "-- tidegate: post-traffic", "create table b (id int);");
        plainFlyway().migrate();
        program.run("pre");
        Files.delete(folder.resolve("V2__b.sql"));

        assertThat(program.run("pre").err()).contains("which is not rollback-safe; an unknown release applied it at")
                .contains("\n  deploy a newer image, one that has it; to roll back to this one is too late:");
    }

    @Test
    void warnsOfMigrationsOfWhichNobodyNotedThePhase() throws IOException {
        program.script("V2__b.sql", "create table b (id int);");
        plainFlyway().migrate();
        Files.delete(folder.resolve("V2__b.sql"));

        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).isZero();
        assertThat(pre.progress().getFirst()).isEqualTo(
                "warning: this image lacks applied migrations of which nobody noted"
                        + " the phase; if one is post-traffic, this image is too old");
        assertThat(pre.progress().get(1)).startsWith("  2 \"b\" (V2__b.sql); an unknown release applied it at 2");
        assertThat(program.run("plan").out()).contains("\nwarning: this image lacks applied migrations");
    }

    @Test
    void doesNotBelieveANoteOfWhatFlywayDoesNotHave() {
        program.run("pre");
        database.execute(
                "insert into tidegate_history (history_table, version, description, script, mark, rollback_safe,"
                        + " applied_at) values ('flyway_schema_history', '9', 'x', 'V9__x.sql', 'post-traffic', false, now())");

        assertThat(program.run("floor").out()).startsWith("no floor");
        assertThat(program.run("pre").exit()).isZero();
    }

    @Test
    void keepsHistoriesThatShareASchemaApart() {
        program.script("V2__b.sql", "-- tidegate: post-traffic", "create table b (id int);").run("pre");
        program.run("post");

        assertThat(program.run("floor").out()).startsWith("the floor is release 42");
        assertThat(program.run("floor", "--table", "other_history").out()).startsWith("no floor");
    }

    @Test
    void forgetsAMigrationThatWasTakenOutOfTheSchemaHistory() throws IOException {
        program.script("V2__b.sql", "-- tidegate: post-traffic", "create table b (id int);")
                .script("V3__c.sql", "-- tidegate: post-traffic rollback-safe", "create table c (id int);");
        program.run("post");
        Files.delete(folder.resolve("V2__b.sql"));
        assertThat(program.run("pre").exit()).isEqualTo(4);

        plainFlyway().repair();

        assertThat(program.run("pre").exit()).isZero();
    }

    @Test
    void isWrittenWhateverRoleAndSearchPathAScriptLeavesBehind() {
        database.execute("create role nobody_" + database.name());
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create schema elsewhere; set search_path = elsewhere;",
                "set role nobody_" + database.name() + ";");

        assertThat(program.run("pre").exit()).isZero();
        assertThat(rows("version")).contains("2");
    }

    @Test
    void isCreatedOnceByRunnersAtOnce() {
        program.run("pre");
        List<String> before = rows("concat(version, description)");
        database.execute("drop table tidegate_history");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Program.Ended>> runs = IntStream.range(0, 6)
                    .mapToObj(runner -> CompletableFuture.supplyAsync(() -> program.run("pre"), threads)).toList();

            assertThat(runs).allSatisfy(run -> assertThat(run.join().exit()).as(run.join().err()).isZero());
        }
        assertThat(rows("concat(version, description)")).containsExactlyElementsOf(before);
    }

    @Test
    void isCreatedOnceOnAFreshDatabaseByRunnersAtOnce() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Program.Ended>> runs = IntStream.range(0, 3)
                    .mapToObj(runner -> CompletableFuture.supplyAsync(() -> program.run("pre"), threads)).toList();

            assertThat(runs).allSatisfy(run -> assertThat(run.join().exit()).as(run.join().err()).isZero());
        }
        assertThat(rows("coalesce(version, 'R')")).containsExactly("1", "R");
    }

    private List<String> rows(String expression) {
        return database.query("select " + expression + " from tidegate_history order by id");
    }

    private Flyway plainFlyway() {
        return Flyway.configure().loggers("dev.tidegate.task.flyway.QuietLog").dataSource(database.url(), "postgres",
                "")
                .locations("filesystem:" + folder).load();
    }
}
