package dev.tidegate.task.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import dev.tidegate.task.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The server's own views of what it is at, whose columns its releases have changed before. */
@Timeout(60)
class WorkTest {
    private final TestDatabase database = new TestDatabase();

    @Test
    void tellsThePhaseAndHowMuchOfItIsDone() throws SQLException {
        database.execute("create table a (id int)");
        CompletableFuture<Void> build;
        try (Connection writer = database.connect();
                Statement statement = writer.createStatement();
                Connection watch = database.connect()) {
            writer.setAutoCommit(false);
            statement.execute("insert into a values (1)");
            build = CompletableFuture.runAsync(() -> database.execute("create index concurrently a_id on a (id)"));
            database.until("select 1 from pg_stat_progress_create_index where datname = current_database()"
                    + " and lockers_total = 1");
            int pid = Integer.parseInt(database.query("select pid from pg_stat_progress_create_index where datname ="
                    + " current_database()").getFirst());

            assertThat(Work.of(watch, pid)).contains(new Work("waiting for writers before build", OptionalInt.of(0)));
            writer.rollback();
        }
        build.join();
    }

    @Test
    void countsTheRowsOfACopy() throws Exception {
        database.execute("create table a (id int)");
        try (Connection writer = database.connect(); Connection watch = database.connect()) {
            CopyIn copy = writer.unwrap(PGConnection.class).getCopyAPI().copyIn("copy a from stdin");
            byte[] rows = "1\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
            copy.writeToCopy(rows, 0, rows.length);
            copy.flushCopy();
            database.until("select 1 from pg_stat_progress_copy where datname = current_database()"
                    + " and tuples_processed > 0");

            assertThat(Work.of(watch, Watch.pid(writer)).orElseThrow().text()).matches("copied \\d+ rows");
            copy.cancelCopy();
        }
    }

    @Test
    void saysNothingOfAStatementThatTheServerDoesNotCount() throws SQLException {
        try (Connection idle = database.connect(); Connection watch = database.connect()) {
            assertThat(Work.of(watch, Watch.pid(idle))).isEqualTo(Optional.empty());
        }
    }
}
