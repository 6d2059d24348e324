package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody holds what a migration needs. */
@Timeout(60)
class LockTest {
    private static final String RUNNER_QUEUES = "select 1 from pg_stat_activity where application_name"
            + " = 'tidegate/42/pre-traffic' and wait_event_type = 'Lock'";
    private static final String WATCH_IS_THERE = "select 1 from pg_stat_activity where application_name"
            + " = 'tidegate/42/pre-traffic watch' and state = 'idle' and query like '%pg_inherits%'";

    private final TestDatabase database = new TestDatabase();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Program program;

    @BeforeEach
    void scripts(@TempDir Path folder) {
        program = new Program(folder, database).script("V1__a.sql", "-- tidegate: pre-traffic",
                "create table a (id int);", "create table other (id int);");
        program.run("pre");
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create table b (id int);",
                "alter table a add column b int;");
    }

    @AfterEach
    void end() {
        threads.close();
    }

    @Test
    void doesNotQueueBehindALongTransactionAndSaysWhoItIs() throws Exception {
        CompletableFuture<Program.Ended> run;
        try (Connection reader = holding("select * from a")) {
            run = start();
            database.until(WATCH_IS_THERE);
            assertThat(database.query(RUNNER_QUEUES)).isEmpty();
            reader.rollback();
        }

        assertThat(run.join().exit()).isZero();
        assertThat(run.join().progress().stream().map(LockTest::withoutNumbers)).containsExactly(
                "1 of 1 pending migrations run now",
                "waiting  2: blocked by pid …, application \"report\", user \"postgres\", from …, idle in transaction for …"
                        + " ms, holds \"a\": select * from a",
                "applying 2 \"b\" (V2__b.sql)", "applied  2 in … ms");
    }

    @Test
    void passesByWhoHoldsSomethingElse() throws Exception {
        try (Connection reader = holding("select * from other")) {
            assertThat(program.run("pre").progress()).noneMatch(line -> line.startsWith("waiting"));
            reader.rollback();
        }
    }

    @Test
    void createsAnIndexBesideAReaderButNotBesideAWriter() throws Exception {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create index a_id on a (id);");
        try (Connection writer = holding("insert into a values (1)")) {
            assertThat(program.run("pre", "--lock-budget", "300ms").exit()).isEqualTo(5);
            writer.rollback();
        }
        try (Connection reader = holding("select * from a")) {
            assertThat(program.run("pre", "--lock-budget", "300ms").exit()).isZero();
            reader.rollback();
        }
    }

    @Test
    void namesTheLastBlockerWhenTheBudgetIsSpent() throws Exception {
        try (Connection reader = holding("select * from a")) {
            Program.Ended pre = program.run("pre", "--lock-budget", "500ms");

            assertThat(pre.exit()).isEqualTo(5);
            assertThat(withoutNumbers(pre.err())).isEqualTo(
                    """
                            tidegate-task: migration 2 "b" (V2__b.sql, line 3) could not get a lock in time: ERROR: canceling \
                            statement due to lock timeout (SQLSTATE 55P03)
                              statement: alter table a add column b int
                              blocked by pid …, application "report", user "postgres", from …, idle in transaction for … ms, \
                            holds "a": select * from a
                              the script ran in a transaction: the database is as it was before it
                            """);
            assertThat(withoutNumbers(pre.result())).contains("\"sqlState\":\"55P03\"").contains(
                    "\"blocker\":{\"kind\":\"client\",\"pid\":…,\"application\":\"report\",\"user\":\"postgres\",")
                    .contains("\"query\":\"select * from a\"}");
            assertThat(database.query("select to_regclass('b')")).containsExactly((String) null);
            reader.rollback();
        }
    }

    @Test
    void saysThatItMayNotSeeWhoItIs() throws Exception {
        String role = "narrow_" + database.name();
        database.execute("create role " + role + " login; grant all on schema public to " + role
                + "; alter table a owner to "
                + role + "; alter table flyway_schema_history owner to " + role
                + "; alter table tidegate_history owner to " + role);
        program.with("TIDEGATE_DATABASE_USER", role);
        try (Connection reader = holding("select * from a")) {
            Program.Ended pre = program.run("pre", "--lock-budget", "1s");

            assertThat(pre.exit()).isEqualTo(5);
            assertThat(withoutNumbers(pre.err())).contains(
                    "blocked by pid …, application \"report\", user \"postgres\", holds \"a\"; who it"
                            + " is cannot be seen: grant pg_read_all_stats (or pg_monitor) to the login\n");
            assertThat(pre.result()).contains("\"kind\":\"hidden\"");
            reader.rollback();
        }
    }

    @Test
    void triesAgainWhenADeadlockWasEndedAtItsCost() throws Exception {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "do $$ begin",
                "  if (select last_value from tries) < 3 then perform nextval('tries');",
                "    raise exception 'as if' using errcode = '40P01'; end if; end $$;", "create table b (id int);");
        database.execute("create sequence tries");

        assertThat(program.run("pre").exit()).isZero();
        assertThat(database.query("select last_value from tries")).containsExactly("3");
    }

    @Test
    void doesNotTryAgainForAnyOtherReason() {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "do $$ begin perform nextval('tries');",
                "  raise exception 'as if' using errcode = '40001'; end $$;");
        database.execute("create sequence tries");

        assertThat(program.run("pre").exit()).isEqualTo(3);
        assertThat(database.query("select last_value from tries")).containsExactly("1");
    }

    @Test
    void waitsForATransactionThatIsOnlyPrepared() throws Exception {
        try (Connection writer = holding("insert into a values (1)"); Statement statement = writer.createStatement()) {
            statement.execute("prepare transaction 'left over'");
        }
        database.until("select 1 from pg_prepared_xacts where database = current_database()"
                + " and prepared < clock_timestamp() - interval '200 ms'");
        CompletableFuture<Program.Ended> run = start();
        database.until(WATCH_IS_THERE);
        database.execute("rollback prepared 'left over'");

        assertThat(run.join().exit()).isZero();
        assertThat(run.join().progress().stream().map(LockTest::withoutNumbers)).contains("waiting  2: blocked by the"
                + " prepared transaction \"left over\", which ends only by COMMIT PREPARED or ROLLBACK PREPARED, prepared for … ms, holds"
                + " \"a\"");
    }

    private CompletableFuture<Program.Ended> start() {
        return CompletableFuture.supplyAsync(() -> program.run("pre"), threads);
    }

    /** A transaction that has gone on for long enough not to be taken for one that is about to end. */
    private Connection holding(String sql) throws SQLException {
        Connection session = database.connect();
        session.setAutoCommit(false);
        try (Statement statement = session.createStatement()) {
            statement.execute("set application_name = 'report'; " + sql);
        }
        database.until(
                "select 1 from pg_stat_activity where application_name = 'report' and datname = current_database()"
                        + " and xact_start < clock_timestamp() - interval '200 ms'");
        return session;
    }

    private static String withoutNumbers(String text) {
        return text.replaceAll("(pid |\"pid\":)\\d+", "$1…").replaceAll("from [0-9a-f.:]+,", "from …,").replaceAll(
                "for \\d+ ms", "for … ms");
    }
}
