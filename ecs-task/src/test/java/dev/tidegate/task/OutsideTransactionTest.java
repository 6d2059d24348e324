package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Statements that cannot run in a transaction: found, run, and resumed after a failure. */
@Timeout(60)
class OutsideTransactionTest {
    private static final String VALID = "select indexrelid::regclass || ' ' || indisvalid from pg_index where indrelid"
            + " = 'a'::regclass order by 1";

    private final TestDatabase database = new TestDatabase();
    private Program program;
    private Path logs;

    @BeforeEach
    void scripts(@TempDir Path folder, @TempDir Path temporary) {
        logs = temporary;
        program = new Program(folder, database).script("V1__a.sql", "-- tidegate: pre-traffic",
                "create table a (id int);", "insert into a values (1), (1);",
                "create table p (id int) partition by list (id);",
                "create table p1 partition of p for values in (1);");
        program.run("pre");
    }

    @Test
    void runsWhatFlywayTakesForTransactional() {
        program.script("V2__x.sql", "-- tidegate: pre-traffic", "reindex table concurrently a;",
                "alter table p detach partition p1 concurrently;", "vacuum (analyze) a;", "set lock_timeout = '1s';");

        assertThat(program.run("pre", "--statement-timeout", "50ms").exit()).isZero();
        assertThat(database.query("select 1 from pg_inherits where inhrelid = 'p1'::regclass")).isEmpty();
    }

    @Test
    void setsNoLimitsToThem() {
        program.script("V2__x.sql", "-- tidegate: pre-traffic", "create index concurrently a_limits on a (limits());")
                .script("V3__x.sql", "-- tidegate: pre-traffic", "select limits();");
        database.execute(
                "create function limits() returns int immutable language plpgsql as $$ begin raise notice '% %',"
                        + " current_setting('lock_timeout'), current_setting('statement_timeout'); return 1; end $$");

        assertThat(program.run("pre", "--statement-timeout", "7s").progress()).contains("  notice: 0 0",
                "  notice: 100ms 0");
    }

    @Test
    void refusesToMixThemBeforeAnythingRuns() {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create table b (id int);")
                .script("V3__x.sql", "-- tidegate: pre-traffic", "alter table a add c int;",
                        "create index concurrently a_c on a (c);");

        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).isEqualTo(4);
        assertThat(pre.err()).isEqualTo(
                """
                        tidegate-task: 1 problem in the scripts, nothing was run
                          V3__x.sql:2: found "alter table a add c int" would run in a transaction, but CREATE INDEX CONCURRENTLY in \
                        line 3 cannot; put each kind into a script of its own, or say executeInTransaction=false in V3__x.sql.conf if \
                        it may remain half done
                        """);
        assertThat(database.query("select to_regclass('b')")).containsExactly((String) null);
    }

    @Test
    void mixesThemWhenToldTo() {
        program.script("V2__x.sql", "-- tidegate: pre-traffic", "alter table a add c int;",
                "create index concurrently a_c on a (c);").script("V2__x.sql.conf", "executeInTransaction=false");

        assertThat(program.run("pre").exit()).isZero();
        assertThat(database.query(VALID)).containsExactly("a_c true");
    }

    @Test
    void refusesAnIndexThatCouldNotBeFoundAgain() {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create table b (id int);").script("V3__x.sql",
                "-- tidegate: pre-traffic", "create unique index concurrently", "  on a (id);");

        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).isEqualTo(4);
        assertThat(pre.err()).isEqualTo(
                """
                        tidegate-task: 1 problem in the scripts, nothing was run
                          V3__x.sql:2: found CREATE INDEX CONCURRENTLY without a name for the index; give it one: if it fails, it leaves an \
                        invalid index, which the next run finds by its name only
                        """);
        assertThat(database.query("select to_regclass('b')")).containsExactly((String) null);
    }

    @Test
    void refusesCommandsOfPsql() {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create table b (id int);", "\\set x 1", "select 1;",
                "copy b from stdin;", "1", "\\.", "select 2;");

        assertThat(program.run("pre").err()).isEqualTo("""
                tidegate-task: 1 problem in the scripts, nothing was run
                  V2__b.sql:3: found "\\set x 1", a command of psql; expected SQL alone
                """);
    }

    @Test
    void refusesAScriptThatWouldEndItsTransaction() {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "begin;", "create table b (id int);", "commit;");

        assertThat(program.run("pre").err()).isEqualTo("""
                tidegate-task: 1 problem in the scripts, nothing was run
                  V2__b.sql:2: found BEGIN in a script that runs as one transaction; remove it
                """);
    }

    @Test
    void rebuildsAnInvalidIndexThatIfNotExistsWouldTakeForDone() {
        invalid("a_id");
        database.execute("delete from a");
        program.script("V2__x.sql", "-- tidegate: pre-traffic",
                "create unique index concurrently if not exists a_id on a (id);");

        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).isZero();
        assertThat(pre.progress()).contains("  2: an earlier attempt left the index \"a_id\" invalid: dropping it"
                + " concurrently, to build it again");
        assertThat(database.query(VALID)).containsExactly("a_id true");
    }

    @Test
    void looksForWhatPlaceholdersStandFor() {
        invalid("a_id");
        database.execute("delete from a");
        program.script("V2__x.sql", "-- tidegate: pre-traffic",
                "create unique index concurrently if not exists ${table}_id on ${Table} (id);");

        assertThat(program.run("pre", "--placeholders", "table=a").exit()).isZero();
        assertThat(database.query(VALID)).containsExactly("a_id true");
    }

    @Test
    void resumesAScriptThatFailedHalfWay() {
        program.script("V2__x.sql", "-- tidegate: pre-traffic", "create index concurrently a_first on a (id);",
                "create unique index concurrently a_second on a (id);");
        assertThat(program.run("pre").exit()).isEqualTo(3);
        assertThat(program.run("pre").exit()).isEqualTo(3);
        database.execute("delete from a");

        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).isZero();
        assertThat(pre.progress()).containsExactly(
                "warning: V2__x.sql:3: unique-added: old code may write values to a that are there already",
                "1 of 1 pending migrations run now",
                "  2: failed before, outside a transaction; removing its failed row from the schema history to run what is"
                        + " not done",
                "  2: line 2 is done already: create index concurrently a_first on a (id)",
                "  2: an earlier attempt left the index \"a_second\" invalid: dropping it concurrently, to build it again",
                "applying 2 \"x\" (V2__x.sql)", "applied  2 in … ms");
        assertThat(database.query(VALID)).containsExactly("a_first true", "a_second true");
        assertThat(database.query("select version || ' ' || success from flyway_schema_history order by 1"))
                .containsExactly("1 true", "2 true");
        assertThat(program.run("pre").progress()).containsExactly("nothing is pending");
    }

    @Test
    void saysWhatToDoWhenTheCatalogCannotTell() {
        program.script("V2__x.sql", "-- tidegate: pre-traffic", "create index concurrently a_first on a (id);",
                "insert into a values (2);", "create unique index concurrently a_second on a (id);")
                .script("V2__x.sql.conf", "executeInTransaction=false");
        assertThat(program.run("pre").exit()).isEqualTo(3);

        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).isEqualTo(3);
        assertThat(pre.err()).isEqualTo(
                """
                        tidegate-task: migration 2 "x" (V2__x.sql) failed before, outside a transaction, and cannot be resumed by \
                        itself; nothing was run
                          line 2, done: create index concurrently a_first on a (id)
                          line 3, the catalog cannot tell whether it ran: insert into a values (2)
                          line 4, failed, left an invalid index: create unique index concurrently a_second on a (id)
                          either finish it by hand, then: update "public"."flyway_schema_history" set success = true where script \
                        = 'V2__x.sql' and not success
                          or undo it by hand, then: delete from "public"."flyway_schema_history" where script = 'V2__x.sql' and \
                        not success
                          then run again
                        """);
    }

    @Test
    void finalizesADetachThatWasInterrupted() throws Exception {
        program.script("V2__x.sql", "-- tidegate: pre-traffic", "alter table p detach partition p1 concurrently;");
        try (Connection reader = database.connect(); Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select * from p");
            // Without a lock timeout nobody looks first who reads the partition.
            try (ChildProcess run = program.start(logs, "pre", "--lock-timeout", "0s")) {
                database.until("select 1 from pg_inherits where inhdetachpending");
                run.terminate();
                assertThat(run.ended().exit()).isEqualTo(6);
            }
            reader.rollback();
        }

        Program.Ended pre = program.run("pre");

        assertThat(pre.exit()).isZero();
        assertThat(pre.progress()).contains(
                "  2: an earlier attempt left the partition \"p1\" half detached: finalizing that");
        assertThat(database.query("select 1 from pg_inherits where inhrelid = 'p1'::regclass")).isEmpty();
    }

    @Test
    void leavesNoFailedRowOfAScriptThatHasChangedNothing() throws Exception {
        program.script("V2__x.sql", "-- tidegate: pre-traffic", "alter table a add c int;").script("V2__x.sql.conf",
                "executeInTransaction=false");
        try (Connection reader = database.connect(); Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select * from a");
            assertThat(program.run("pre", "--lock-budget", "500ms").exit()).isEqualTo(5);
            reader.rollback();
        }

        assertThat(program.run("pre").exit()).isZero();
    }

    @Test
    void leavesAnIndexOfAnotherShapeToTheServer() {
        database.execute("create index a_id on a ((id + 1))");
        program.script("V2__x.sql", "-- tidegate: pre-traffic", "create index concurrently a_id on a (id);");

        assertThat(program.run("pre").err()).contains("relation \"a_id\" already exists (SQLSTATE 42P07)");
        assertThat(database.query("select version from flyway_schema_history")).containsExactly("1");
    }

    private void invalid(String index) {
        try {
            database.execute("create unique index concurrently " + index + " on a (id)");
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("could not create unique index");
        }
        assertThat(database.query(VALID)).containsExactly(index + " false");
    }
}
