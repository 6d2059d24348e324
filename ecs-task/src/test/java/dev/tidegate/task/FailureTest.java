package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A migration that does not get through, and what is left of it. */
@Timeout(60)
class FailureTest {
    private final TestDatabase database = new TestDatabase();
    private Program program;

    @BeforeEach
    void scripts(@TempDir Path folder) {
        program = new Program(folder, database).script("V1__a.sql", "-- tidegate: pre-traffic",
                "create table a (id int);",
                "insert into a values (1), (1);");
    }

    @Test
    void passesOnTheDatabasesOwnWordsAndLeavesNothingBehind() {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create table b (id int);", "alter table a",
                "  drop column nam;");

        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).isEqualTo(3);
        assertThat(pre.err()).isEqualTo(
                """
                        tidegate-task: migration 2 "b" (V2__b.sql, line 3) failed: ERROR: column "nam" of relation "a" does not \
                        exist (SQLSTATE 42703)
                          statement: alter table a drop column nam
                          the script ran in a transaction: the database is as it was before it
                        """);
        assertThat(pre.result()).contains("\"result\":\"failed\",\"exit\":3,").contains(
                "\"applied\":[{\"version\":\"1\",")
                .contains("\"pending\":[{\"version\":\"2\",\"description\":\"b\",\"script\":\"V2__b.sql\","
                        + "\"mark\":\"pre-traffic\",\"phase\":\"pre-traffic\",\"now\":\"not run\"}]")
                .endsWith("\"databaseMessage\":\"ERROR: column \\\"nam\\\" of relation \\\"a\\\" does not exist\","
                        + "\"sqlState\":\"42703\",\"script\":\"V2__b.sql\",\"line\":3,"
                        + "\"statement\":\"alter table a drop column nam\"}}");
        assertThat(database.query("select to_regclass('b')")).containsExactly((String) null);
    }

    @Test
    void doesNotCountAMigrationThatFailsAtItsCommit() {
        program.script("V2__b.sql", "-- tidegate: pre-traffic",
                "create table b (id int unique deferrable initially deferred);", "insert into b values (1), (1);");

        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).isEqualTo(3);
        assertThat(pre.err()).startsWith(
                "tidegate-task: migration 2 \"b\" (V2__b.sql) failed: ERROR: duplicate key value"
                        + " violates unique constraint \"b_id_key\"").contains("(SQLSTATE 23505)");
        assertThat(pre.progress()).doesNotContain("applied  2 in … ms");
        assertThat(database.query("select max(version) from flyway_schema_history")).containsExactly("1");
    }

    @Test
    void saysWhatRemainsOfAScriptWithoutATransaction() {
        program.script("V2__index.sql", "-- tidegate: pre-traffic", "create index concurrently a_first on a (id);",
                "create unique index concurrently a_second on a (id);");

        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).isEqualTo(3);
        assertThat(pre.err()).contains("(SQLSTATE 23505)").endsWith(
                """
                          statement: create unique index concurrently a_second on a (id)
                          the script ran outside a transaction: its first statement remains applied; the next run looks into \
                        the catalog and goes on, or says what to do
                        """);
    }

    @Test
    void createsAnIndexConcurrently() {
        program.script("V2__index.sql", "-- tidegate: pre-traffic", "create index concurrently a_id on a (id);");

        assertThat(program.run("pre").exit()).isZero();
        assertThat(database.query("select indisvalid from pg_index where indexrelid = 'a_id'::regclass"))
                .containsExactly("t");
    }

    @Test
    void holdsTheLimitsInsideAMigration() {
        program.script("V2__seen.sql", "-- tidegate: pre-traffic", "create table seen as select",
                "  current_setting('lock_timeout') || ' ' || current_setting('statement_timeout') || ' '",
                "  || (select application_name from pg_stat_activity where pid = pg_backend_pid()) as seen;");

        assertThat(program.run("pre", "--lock-timeout", "1500ms", "--statement-timeout", "7s").exit()).isZero();
        assertThat(database.query("select seen from seen")).containsExactly("1500ms 0 tidegate/42/pre-traffic");
    }

    /** The event trigger makes a statement that takes no time take some. */
    @Test
    void stopsAStatementForTheCatalogThatRunsTooLong() {
        program.run("pre");
        database.execute("create function slow() returns event_trigger language plpgsql as $$ begin raise notice '%',"
                + " current_setting('statement_timeout'); perform pg_sleep(1); end $$;"
                + " create event trigger slow on ddl_command_start when tag in ('ALTER TABLE', 'CREATE INDEX')"
                + " execute function slow()");
        program.script("V2__index.sql", "-- tidegate: pre-traffic", "create index a_id on a (id);").script("V3__c.sql",
                "-- tidegate: pre-traffic", "alter table a add column c int;");

        Program.Ended pre = program.run("pre", "--statement-timeout", "50ms");

        assertThat(pre.exit()).isEqualTo(3);
        assertThat(pre.progress()).contains("  notice: 0", "applied  2 in … ms");
        assertThat(pre.err()).contains("V3__c.sql", "failed: ERROR: canceling statement due to statement timeout",
                "(SQLSTATE 57014)");
        assertThat(program.run("pre").progress()).contains("  notice: 5100ms", "applied  3 in … ms");
    }

    @Test
    void doesNotStartAfterTheDeadline() {
        Program.Ended pre = program.with("TIDEGATE_DEADLINE", "2026-01-01T00:00:00Z")
                .at(() -> Instant.parse("2026-01-01T00:00:00Z")).run("pre");

        assertThat(pre.exit()).isEqualTo(6);
        assertThat(pre.err())
                .isEqualTo(
                        "tidegate-task: the deadline 2026-01-01T00:00:00Z has passed; stopped before anything was run\n");
        assertThat(database.query("select to_regclass('flyway_schema_history')")).containsExactly((String) null);
    }

    @Test
    void stopsBetweenMigrationsAtTheDeadline() {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create table b (id int);");
        Instant deadline = Instant.parse("2026-01-01T00:00:00Z");
        boolean[] committed = {false};

        Program.Ended pre = program.with("TIDEGATE_DEADLINE", deadline.toString()).at(() -> {
            committed[0] |= database.query("select to_regclass('a')").getFirst() != null;
            return committed[0] ? deadline : deadline.minusSeconds(60);
        }).run("pre");

        assertThat(pre.exit()).isEqualTo(6);
        assertThat(pre.err()).isEqualTo("tidegate-task: the deadline 2026-01-01T00:00:00Z has passed; stopped before"
                + " migration 2 \"b\" (V2__b.sql)\n");
        assertThat(pre.result()).contains("\"result\":\"deadline\",\"exit\":6,").contains(
                "\"applied\":[{\"version\":\"1\",");
        assertThat(database.query("select version from flyway_schema_history")).containsExactly("1");
    }

    @Test
    void stopsAStatementAtTheDeadline() {
        program.script("V2__slow.sql", "-- tidegate: pre-traffic", "select pg_sleep(60);");

        Instant deadline = Instant.parse("2026-01-01T10:00:00Z");
        AtomicReference<Instant> now = new AtomicReference<>(deadline.minusSeconds(60));
        program.with("TIDEGATE_DEADLINE", deadline.toString()).at(now::get);

        CompletableFuture<Program.Ended> run = CompletableFuture.supplyAsync(() -> program.run("pre"));
        database.until("select 1 from pg_stat_activity where datname = current_database() and state = 'active'"
                + " and query like '%pg_sleep(60)%' and pid <> pg_backend_pid()");
        now.set(deadline);
        Program.Ended pre = run.join();

        assertThat(pre.exit()).isEqualTo(6);
        assertThat(pre.err()).startsWith("tidegate-task: migration 2 \"slow\" (V2__slow.sql, line 2) was stopped at the"
                + " deadline: ERROR: canceling statement due to user request (SQLSTATE 57014)");
    }

    @Test
    void comesBackWhenTheDelayEnds() {
        program.script("V2__b.sql", "-- tidegate: post-traffic delay=4h", "drop table a;").run("pre");

        Program.Ended post = program.with("TIDEGATE_DRAINED_AT", "2026-01-01T10:00:00Z")
                .at(() -> Instant.parse("2026-01-01T12:00:00Z")).run("post");

        assertThat(post.exit()).isEqualTo(75);
        assertThat(post.progress()).containsExactly("0 of 1 pending migrations run now",
                "left     2 \"b\" (V2__b.sql): its delay of 4h since the drain ends at 2026-01-01T14:00:00Z");
        assertThat(post.result()).contains("\"result\":\"not-yet\",\"exit\":75,")
                .endsWith(",\"notBefore\":\"2026-01-01T14:00:00Z\"}");
        assertThat(program.at(() -> Instant.parse("2026-01-01T14:00:00Z")).run("post").exit()).isZero();
    }

    @Test
    void asksSinceWhenADelayCounts() {
        program.script("V2__b.sql", "-- tidegate: post-traffic delay=4h", "drop table a;").run("pre");

        Program.Ended post = program.run("post");

        assertThat(post.exit()).isEqualTo(2);
        assertThat(post.err()).isEqualTo(
                "tidegate-task: setting drained-at (TIDEGATE_DRAINED_AT or --drained-at): not set;"
                        + " migration 2 \"b\" (V2__b.sql) waits 4h from that instant on\n");
    }
}
