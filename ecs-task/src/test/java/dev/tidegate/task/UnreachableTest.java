package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit code 7: the database is away, or does not let us in. */
class UnreachableTest {
    private final TestDatabase database = new TestDatabase();
    private Program program;

    @BeforeEach
    void scripts(@TempDir Path folder) {
        program = new Program(folder, database).script("V1__a.sql", "-- tidegate: any", "create table a (id int);");
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        Program.Ended pre = program.run("pre", "--url", "postgresql://localhost:" + port + "/shop",
                "--connect-within=0s");

        assertThat(pre.exit()).isEqualTo(7);
        assertThat(pre.err()).startsWith(
                "tidegate-task: cannot log in to database \"shop\" on localhost:" + port
                        + " as \"postgres\": Connection to");
        assertThat(pre.result()).contains("\"result\":\"unreachable\",\"exit\":7,").contains("\"sqlState\":\"08001\"");
    }

    @Test
    void saysThatTheHostIsUnknown() {
        Program.Ended pre = program.run("pre", "--url", "postgresql://shop.invalid/shop", "--connect-within=0s");

        assertThat(pre.exit()).isEqualTo(7);
        assertThat(pre.err()).isEqualTo("tidegate-task: cannot log in to database \"shop\" on shop.invalid as"
                + " \"postgres\": The connection attempt failed: unknown host \"shop.invalid\"\n");
    }

    @Test
    void doesNotTryAgainWhenThereIsNoSuchDatabase() {
        Program.Ended pre = program.run("pre", "--url", "postgresql://localhost:" + TestDatabase.port() + "/nowhere");

        assertThat(pre.exit()).isEqualTo(7);
        assertThat(pre.progress()).isEmpty();
        assertThat(pre.err()).isEqualTo("tidegate-task: cannot log in to database \"nowhere\" on localhost:"
                + TestDatabase.port() + " as \"postgres\": FATAL: database \"nowhere\" does not exist\n");
    }

    @Test
    void doesNotTryAgainWhenThereIsNoSuchUser() {
        Program.Ended pre = program.run("pre", "--user", "nobody_" + database.name());

        assertThat(pre.exit()).isEqualTo(7);
        assertThat(pre.progress()).isEmpty();
        assertThat(pre.result()).contains("\"sqlState\":\"28");
    }
}
