package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM ends a run cleanly with its result line; SIGKILL leaves nothing that the next run cannot deal with. */
@Timeout(120)
class SignalTest {
    private static final String RUNNER = "select 1 from pg_stat_activity where datname = current_database()"
            + " and application_name = 'tidegate/42/pre-traffic'";

    private final TestDatabase database = new TestDatabase();
    private Program program;
    private Path logs;

    @BeforeEach
    void scripts(@TempDir Path folder, @TempDir Path temporary) {
        logs = temporary;
        program = new Program(folder, database).script("V1__a.sql", "-- tidegate: pre-traffic",
                "create table a (id int);", "insert into a values (1);");
    }

    @Test
    void startsNothingAnyMore() {
        Program.Ended pre = program.runUntilItSays("", "pre");

        assertThat(pre.exit()).isEqualTo(6);
        assertThat(pre.err()).isEqualTo("tidegate-task: told to stop by SIGTERM; stopped before anything was run\n");
        assertThat(database.query("select to_regclass('a')")).containsExactly((String) null);
    }

    @Test
    void stopsWhileItReadsTheScripts() {
        Program.Ended pre = program.runUntilItSays("1 of 1 pending migrations run now", "pre");

        assertThat(pre.exit()).isEqualTo(6);
        assertThat(pre.err()).isEqualTo("tidegate-task: told to stop by SIGTERM; stopped before anything was run\n");
    }

    @Test
    void stopsBetweenTwoMigrations() {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create table b (id int);");

        Program.Ended pre = program.runUntilItSays("applied  1", "pre");

        assertThat(pre.exit()).isEqualTo(6);
        assertThat(pre.err()).isEqualTo("tidegate-task: told to stop by SIGTERM; stopped before migration 2 \"b\""
                + " (V2__b.sql)\n");
        assertThat(pre.result()).contains("\"applied\":[{\"version\":\"1\",");
    }

    @Test
    void stopsBetweenTwoStatements() {
        Program.Ended pre = program.runUntilItSays("applying 1", "pre");

        assertThat(pre.exit()).isEqualTo(6);
        assertThat(pre.err()).isEqualTo("""
                tidegate-task: migration 1 "a" (V1__a.sql) was stopped by SIGTERM: between two statements
                  the script ran in a transaction: the database is as it was before it
                """);
    }

    @Test
    void cancelsALongStatementAndRollsBack() throws Exception {
        program.script("V2__slow.sql", "-- tidegate: pre-traffic", "create table b (id int);", "select pg_sleep(600);");
        try (ChildProcess run = program.start(logs, "pre")) {
            database.until(RUNNER + " and query like 'select pg_sleep%' and state = 'active'");
            run.terminate();

            assertThat(run.ended().exit()).isEqualTo(6);
            assertThat(run.ended().err()).isEqualTo(
                    """
                            tidegate-task: migration 2 "slow" (V2__slow.sql, line 3) was stopped by SIGTERM: ERROR: canceling statement \
                            due to user request (SQLSTATE 57014)
                              statement: select pg_sleep(600)
                              the script ran in a transaction: the database is as it was before it
                            """);
            assertThat(run.ended().result()).startsWith("{\"result\":\"deadline\",\"exit\":6,").contains(
                    "\"applied\":[{\"version\":\"1\",");
        }
        assertThat(database.query("select to_regclass('b')")).containsExactly((String) null);
    }

    /** An expired secret or a full server must not keep a run from stopping. */
    @Test
    void cancelsALongStatementThoughNobodyCanLogInAnyMore() throws Exception {
        String role = database.name() + "_runner";
        database.execute("create role " + role + " superuser login; alter database " + database.name() + " owner to "
                + role);
        program.with("TIDEGATE_DATABASE_USER", role).script("V2__slow.sql", "-- tidegate: pre-traffic",
                "select pg_sleep(600);");
        try (ChildProcess run = program.start(logs, "pre")) {
            database.until(RUNNER + " and query like '%pg_sleep%' and state = 'active'");
            database.until("select 1 from pg_stat_activity where datname = current_database() and application_name ="
                    + " 'tidegate/42/pre-traffic watch'");
            database.execute("alter role " + role + " nologin");
            database.execute("select case when application_name = 'tidegate/42/pre-traffic watch' then"
                    + " pg_terminate_backend(pid) end from pg_stat_activity where datname = current_database()");
            run.untilItSays("2: cannot be watched for the moment: ");
            run.terminate();

            assertThat(run.ended().exit()).isEqualTo(6);
            assertThat(run.ended().err()).contains("was stopped by SIGTERM: ERROR: canceling statement");
            assertThat(run.ended().result()).startsWith("{\"result\":\"deadline\",\"exit\":6,");
        }
        assertThat(database.query(RUNNER)).isEmpty();
    }

    @Test
    void leavesTheQueueForALock() throws Exception {
        program.run("pre");
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "alter table a add b int;");
        try (Connection reader = database.connect(); Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select * from a");
            try (ChildProcess run = program.start(logs, "pre")) {
                run.untilItSays("waiting  2: blocked by pid ");
                run.terminate();

                assertThat(run.ended().exit()).isEqualTo(6);
                assertThat(run.ended().err()).contains(
                        "told to stop by SIGTERM; stopped before migration 2 \"b\" (V2__b.sql)");
                assertThat(run.ended().result()).startsWith("{\"result\":\"deadline\",\"exit\":6,");
            }
            reader.rollback();
        }
    }

    @Test
    void stopsWaitingForADatabaseThatIsAway() throws Exception {
        try (ChildProcess run = program.with("TIDEGATE_DATABASE_URL", "postgresql://localhost:1/shop").with(
                "TIDEGATE_CONNECT_WITHIN", "10m").start(logs, "pre")) {
            run.untilItSays("cannot log in yet");
            run.terminate();

            assertThat(run.ended().exit()).isEqualTo(6);
            assertThat(run.ended().err()).startsWith(
                    "tidegate-task: told to stop by SIGTERM; stopped before the database could"
                            + " be reached: ");
        }
    }

    @Test
    void resumesWhatAKillInterruptedOutsideATransaction() throws Exception {
        program.run("pre");
        program.script("V2__index.sql", "-- tidegate: pre-traffic",
                "create index concurrently if not exists a_id on a (id);");
        try (Connection writer = database.connect(); Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into a values (2)");
            try (ChildProcess run = program.start(logs, "pre")) {
                database.until(RUNNER + " and query like '%create index concurrently%' and wait_event_type = 'Lock'");
                run.kill();
            }
            // The server looks for its client every two seconds; until then the orphan waits on, and the next run for it.
            try (ChildProcess next = program.start(logs, "pre")) {
                next.untilItSays("an earlier attempt left the index \"a_id\" invalid: dropping it concurrently");
                assertThat(database.query(RUNNER + " and state <> 'idle'")).isEmpty();
                writer.rollback();

                assertThat(next.ended().exit()).isZero();
            }
        }
        assertThat(database.query("select indisvalid from pg_index where indexrelid = 'a_id'::regclass"))
                .containsExactly(
                        "t");
        assertThat(database.query("select version from flyway_schema_history order by 1")).containsExactly("1", "2");
    }

    @Test
    void leavesNothingOfATransactionThatWasKilled() throws Exception {
        program.script("V2__slow.sql", "-- tidegate: pre-traffic", "create table b (id int);", "select pg_sleep(600);");
        try (ChildProcess run = program.start(logs, "pre")) {
            database.until(RUNNER + " and query like 'select pg_sleep%' and state = 'active'");
            run.kill();
        }
        program.script("V2__slow.sql", "-- tidegate: pre-traffic", "create table b (id int);");

        assertThat(program.run("pre").exit()).isZero();
        assertThat(database.query("select version from flyway_schema_history order by 1")).containsExactly("1", "2");
    }
}
