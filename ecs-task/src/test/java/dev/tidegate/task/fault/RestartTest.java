package dev.tidegate.task.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import dev.tidegate.task.ChildProcess;
import dev.tidegate.task.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server is restarted in the middle of a script. */
@Timeout(180)
class RestartTest {
    private RestartedServer server;
    private Program program;
    private Path logs;

    @BeforeEach
    void scripts(@TempDir Path folder, @TempDir Path data, @TempDir Path temporary) throws IOException {
        server = new RestartedServer(data.resolve("data"));
        logs = temporary;
        program = new Program(folder).with("TIDEGATE_DATABASE_URL", server.url()).with("TIDEGATE_DATABASE_USER",
                "postgres").script("V1__a.sql", "-- tidegate: pre-traffic", "create table a (id int);",
                        "insert into a values (1);", "create function pause() returns int immutable language sql"
                                + " return 1;");
        assertThat(run().exit()).isZero();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionIsAsIfItHadNeverBeen(RestartedServer.Mode mode) throws Exception {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "insert into a values (2);", "select pg_sleep(600);");

        Program.Ended pre = restartedDuring("select pg_sleep%", mode);

        assertThat(pre.exit()).isEqualTo(7);
        assertThat(pre.err()).startsWith("tidegate-task: migration 2 \"b\" (V2__b.sql, line 3) lost the database: ")
                .endsWith("  the script ran in a transaction: the database is as it was before it\n");
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "insert into a values (2);");
        assertThat(run().exit()).isZero();
        assertThat(server.query("select id from a order by 1")).containsExactly("1", "2");
        isApplied("1", "2");
    }

    @ParameterizedTest
    @EnumSource
    void outsideATransactionTheNextRunGoesOn(RestartedServer.Mode mode) throws Exception {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create index concurrently a_first on a (id);",
                "create index concurrently a_second on a (id, pause());");
        server.execute("create or replace function pause() returns int immutable language plpgsql as"
                + " $$ begin perform pg_sleep(600); return 1; end $$");

        Program.Ended pre = restartedDuring("create index concurrently a_second%", mode);

        assertThat(pre.exit()).isEqualTo(7);
        assertThat(pre.err()).startsWith("tidegate-task: migration 2 \"b\" (V2__b.sql").contains(
                ") lost the database: ")
                .endsWith("  whether this statement still comes to its end on the server is not known; the script ran"
                        + " outside a transaction: its first statement remains applied; the next run looks into the catalog"
                        + " and goes on, or says what to do\n");
        server.execute("create or replace function pause() returns int immutable language sql return 1");
        Program.Ended next = run();
        assertThat(next.exit()).as(next.toString()).isZero();
        assertThat(next.progress()).contains(
                "  2: line 2 is done already: create index concurrently a_first on a (id)");
        assertThat(server.query("select indexrelid::regclass || ' ' || indisvalid from pg_index where indrelid ="
                + " 'a'::regclass order by 1")).containsExactly("a_first true", "a_second true");
        isApplied("1", "2");
    }

    @ParameterizedTest
    @EnumSource
    void waitsForAServerThatIsRestartedBeforeTheFirstScript(RestartedServer.Mode mode) throws Exception {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "insert into a values (2);");
        try (Connection reader = server.connect(); Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("lock table a in access exclusive mode");
            try (ChildProcess run = start()) {
                run.untilItSays("waiting  2: blocked by pid ");
                server.restart(mode);

                // Nothing had begun; what was lost is a session that looked on, or the one that held Flyway's lock.
                assertThat(run.ended().exit()).isIn(0, 7);
            }
        } catch (SQLException e) {
            assertThat(e.getSQLState()).startsWith("08");
        }
        assertThat(run().exit()).isZero();
        assertThat(server.query("select id from a order by 1")).containsExactly("1", "2");
        isApplied("1", "2");
    }

    private Program.Ended restartedDuring(String query, RestartedServer.Mode mode) throws Exception {
        try (ChildProcess run = start()) {
            server.until("select 1 from pg_stat_activity where application_name = 'tidegate/42/pre-traffic' and state"
                    + " = 'active' and query ilike '%" + query + "'");
            server.restart(mode);
            return run.ended();
        }
    }

    private void isApplied(String... versions) throws SQLException {
        assertThat(server.query("select version from flyway_schema_history where success order by 1")).containsExactly(
                versions);
        assertThat(server.query("select version from flyway_schema_history where not success")).isEmpty();
        assertThat(server.query("select version from tidegate_history order by 1")).containsExactly(versions);
    }

    private Program.Ended run() {
        try (ChildProcess run = start()) {
            return run.ended();
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ChildProcess start() throws IOException {
        return program.start(Files.createTempDirectory(logs, "run"), List.of(), "pre");
    }
}
