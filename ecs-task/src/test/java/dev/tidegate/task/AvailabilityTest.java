package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that starts, fails over, says nothing or only reads. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AvailabilityTest {
    private final TestDatabase database = new TestDatabase();
    private Path folder;
    private Program program;

    @BeforeEach
    void scripts(@TempDir Path temporary) {
        folder = temporary;
        program = new Program(folder, database).script("V1__a.sql", "-- tidegate: any", "create table a (id int);");
    }

    @Test
    void waitsForADatabaseThatStarts() throws IOException {
        try (StartingServer starting = new StartingServer(TestDatabase.port(), "57P03", "53300", "57P01")) {
            Program.Ended pre = program.run("pre", "--url", starting.url(database.name()));

            assertThat(pre.exit()).isZero();
            assertThat(pre.progress()).startsWith(
                    "cannot log in yet, trying again in 200ms: FATAL: the database system is not ready",
                    "cannot log in yet, trying again in 400ms: FATAL: the database system is not ready",
                    "cannot log in yet, trying again in 800ms: FATAL: the database system is not ready",
                    "1 of 1 pending migrations run now");
        }
    }

    @Test
    void doesNotWaitForAServerThatSaysNothing() throws IOException {
        try (StartingServer silent = new StartingServer(TestDatabase.port(), StartingServer.SILENCE)) {
            Program.Ended pre = program.run("pre", "--connect-within=0s", "--url", silent.url(database.name()));

            assertThat(pre.exit()).isEqualTo(7);
            assertThat(pre.err()).startsWith("tidegate-task: cannot log in to database \"" + database.name()
                    + "\" on ").endsWith(": The connection attempt failed: no answer in time (Read timed out)\n");
        }
    }

    @Test
    void isPatientWithStatementsOnceLoggedIn() {
        program.script("V2__slow.sql", "-- tidegate: any", "select pg_sleep(1.5);");

        assertThat(program.run("pre", "--connect-within=0s").exit()).isZero();
    }

    @Test
    void saysHowLongItTried() throws IOException {
        try (StartingServer starting = new StartingServer(TestDatabase.port(), "57P03", "57P03", "57P03", "57P03")) {
            Program.Ended pre = program.run("pre", "--connect-within=1s", "--url", starting.url(database.name()));

            assertThat(pre.exit()).isEqualTo(7);
            assertThat(pre.err()).containsPattern(" as \"postgres\" \\(tried 3 times in \\ds\\): FATAL: the database"
                    + " system is not ready\n$");
        }
    }

    @Test
    void refusesADatabaseThatOnlyReads() {
        database.execute("alter database " + database.name() + " set default_transaction_read_only = on");

        Program.Ended pre = program.run("pre", "--connect-within=0s");

        assertThat(pre.exit()).isEqualTo(7);
        assertThat(pre.err()).isEqualTo("tidegate-task: cannot log in to database \"" + database.name()
                + "\" on localhost:" + TestDatabase.port()
                + " as \"postgres\": the server only reads: it is a replica, or"
                + " default_transaction_read_only is on; migrations need a server that writes\n");
        assertThat(program.run("plan").exit()).isZero();
    }

    @Test
    void refusesAReplicaAtOnceWhenTheHostIsTheReaders() throws IOException {
        try (StandbyServer standby = new StandbyServer(folder)) {
            String reader = GuardedServer.RDS_NAME.replace(".abc", ".cluster-ro-abc");
            Program.Ended pre = new TaskProcess(folder, Map.of("TIDEGATE_DATABASE_URL", "postgresql://postgres@"
                    + reader + ":" + standby.port() + "/postgres?sslmode=disable", "TIDEGATE_MIGRATIONS", folder
                            .toString())).run(List.of(), "pre");

            assertThat(pre.exit()).isEqualTo(2);
            assertThat(pre.progress()).hasSize(2).allMatch(line -> line.startsWith("warning: "));
            assertThat(pre.err()).endsWith(
                    ": the server only reads: it is a replica, or default_transaction_read_only is"
                            + " on; migrations need the writer: take \"" + reader.replace("-ro-", "-")
                            + "\" for the host\n");
            assertThat(program.run("pre", "--connect-within=0s", "--url", "postgresql://localhost:" + standby.port()
                    + "/postgres").exit()).isEqualTo(7);
        }
    }
}
