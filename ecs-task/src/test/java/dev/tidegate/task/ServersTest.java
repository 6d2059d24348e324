package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server that these tests run against, and servers that are older than any of those. */
@Timeout(60)
class ServersTest {
    private final TestDatabase database = new TestDatabase();
    private Program program;

    @BeforeEach
    void scripts(@TempDir Path folder) {
        program = new Program(folder, database).script("V1__a.sql", "-- tidegate: any", "create table a (id int);");
    }

    @Test
    void theServerIsTheOneThatTheBuildWasAskedFor() {
        assertThat(database.query("select current_setting('server_version_num')::int / 10000"))
                .as("the major version, which mvn -Dpostgres=… tells the tests as tidegate.postgres")
                .containsExactly(System.getProperty("tidegate.postgres"));
    }

    @Test
    void oneThatIsTestedIsNotWarnedOf() {
        for (String command : new String[]{"plan", "pre", "post", "floor"}) {
            assertThat(program.run(command).err() + program.run(command).out()).doesNotContain("warning: ");
        }
    }

    /** The right to create in the schema public was everybody's before PostgreSQL 15, and is the database owner's since. */
    @Test
    void oneThatGivesNoRightsOnPublicSaysSo() {
        String role = "narrow_" + database.name();
        database.execute("create role " + role + " login");

        Program.Ended pre = program.run("pre", "--user", role);

        if (Integer.getInteger("tidegate.postgres") < 15) {
            assertThat(pre.exit()).isZero();
        } else {
            assertThat(pre.err()).isEqualTo(
                    "tidegate-task: cannot write the schema history: ERROR: permission denied for"
                            + " schema public (SQLSTATE 42501); the login of the migrations needs the right to create in their"
                            + " schema, which in \"public\" not everybody has since PostgreSQL 15, and to read and write the history"
                            + " there\n");
            assertThat(pre.exit()).isEqualTo(3);
        }
    }

    @Test
    void oneThatIsOlderIsWarnedOfOnceARunAndUsed() throws IOException {
        try (OlderServer older = new OlderServer("13.22 (Debian 13.22-1.pgdg13+1)")) {
            Program.Ended pre = program.run("pre", "--url", older.url(database.name()));

            assertThat(pre.progress()).containsExactly("warning: the server is PostgreSQL 13.22 (Debian"
                    + " 13.22-1.pgdg13+1); the runner is tested with 14 and newer, so try these scripts on a copy of the"
                    + " database first, and upgrade the server", "1 of 1 pending migrations run now",
                    "applying 1 \"a\" (V1__a.sql)", "applied  1 in … ms");
            assertThat(pre.exit()).isZero();
            for (String command : new String[]{"plan", "floor"}) {
                assertThat(program.run(command, "--url", older.url(database.name())).err()).containsOnlyOnce(
                        "warning: the server is PostgreSQL 13.22 ");
            }
        }
    }

    @Test
    void oneThatLacksWhatNothingWorksWithoutIsRefused() throws IOException {
        try (OlderServer older = new OlderServer("9.6.24")) {
            Program.Ended pre = program.run("pre", "--url", older.url(database.name()));

            assertThat(pre.err()).isEqualTo("tidegate-task: the server is PostgreSQL 9.6.24; expected 14 or newer, and"
                    + " older than 10 lacks what the runner cannot do without; nothing was run, upgrade the server first\n");
            assertThat(pre.exit()).isEqualTo(4);
            assertThat(database.query("select to_regclass('a')")).containsExactly((String) null);
        }
    }
}
