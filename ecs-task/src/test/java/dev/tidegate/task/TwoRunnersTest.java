package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two tasks of one release at once: one works, the other waits and finds nothing left to do. */
@Timeout(60)
class TwoRunnersTest {
    private final TestDatabase database = new TestDatabase();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Path folder;

    @BeforeEach
    void scripts(@TempDir Path temporary) {
        folder = temporary;
        runner("1").script("V1__a.sql", "-- tidegate: pre-traffic", "create table a (id int);").run("pre");
        runner("1").script("V2__b.sql", "-- tidegate: pre-traffic", "alter table a add column b int;");
    }

    @AfterEach
    void end() {
        threads.close();
    }

    @Test
    void theSecondWaitsForTheFirst() throws Exception {
        CompletableFuture<Program.Ended> first;
        CompletableFuture<Program.Ended> second;
        try (Connection reader = reading()) {
            first = start(runner("1"));
            database.until("select 1 from pg_stat_activity where application_name = 'tidegate/1/pre-traffic'"
                    + " and wait_event_type = 'Lock'");
            second = start(runner("2"));
            database.until("select 1 from pg_stat_activity where application_name = 'tidegate/2/pre-traffic watch'"
                    + " and state = 'idle' and query like '%advisory%'");
            reader.rollback();
        }

        assertThat(first.join().progress()).contains("applied  2 in … ms");
        assertThat(second.join().exit()).isZero();
        assertThat(second.join().progress()).anyMatch(line -> line.matches(
                "waiting for another runner to end, or for the server"
                        + " to notice that it is gone: pid \\d+, application \"tidegate/1/pre-traffic\", .*"));
        assertThat(second.join().progress()).endsWith(
                "applied by another runner in the meantime: 2 \"b\" (V2__b.sql)");
        assertThat(second.join().result()).contains("\"applied\":[],\"appliedByAnother\":[{\"version\":\"2\","
                + "\"description\":\"b\",\"script\":\"V2__b.sql\"}],\"pending\":[]");
        assertThat(database.query("select version from flyway_schema_history order by installed_rank"))
                .containsExactly("1", "2");
    }

    @Test
    void theSecondGivesUpAtItsDeadline() throws Exception {
        CompletableFuture<Program.Ended> first;
        try (Connection reader = reading()) {
            first = start(runner("1"));
            database.until("select 1 from pg_stat_activity where application_name = 'tidegate/1/pre-traffic'"
                    + " and wait_event_type = 'Lock'");

            Program.Ended second = runner("2").with("TIDEGATE_DEADLINE", Instant.now().plusSeconds(2).toString()).run(
                    "pre");

            assertThat(second.err()).isEqualTo(
                    "tidegate-task: the deadline passed while another runner was at work; nothing was run\n");
            assertThat(second.exit()).isEqualTo(6);
            reader.rollback();
        }
        assertThat(first.join().exit()).isZero();
    }

    private Program runner(String release) {
        return new Program(folder, database).with("TIDEGATE_RELEASE", release).with("TIDEGATE_LOCK_TIMEOUT", "0s");
    }

    private CompletableFuture<Program.Ended> start(Program program) {
        return CompletableFuture.supplyAsync(() -> program.run("pre"), threads);
    }

    private Connection reading() throws Exception {
        Connection reader = database.connect();
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            statement.execute("select * from a");
        }
        return reader;
    }
}
