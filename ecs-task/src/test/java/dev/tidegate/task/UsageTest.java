package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit code 2: every problem of the command line and the settings at once. */
class UsageTest {
    private static final Map<String, String> LOGIN = Map.of("TIDEGATE_DATABASE_URL", "postgresql://app@localhost/shop");

    @Test
    void listsEverythingThatIsWrong() {
        Program.Ended ended = run(
                Map.of("TIDEGATE_DATABASE_URL", "mysql://db/shop", "TIDEGATE_LOCK_TIMEOUT", "5", "TIDEGATE_FRESH",
                        "yes",
                        "TIDEGATE_DEADLINE", "soon", "TIDEGATE_PHASE", "post-traffic"),
                "pre", "--unmarked=post-traffic", "--colour", "--password", "secret", "--json", "--user");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).isEqualTo(
                """
                        tidegate-task: 10 problems
                          found unknown option "--colour"; see --help
                          found --password; arguments can be read by every user of the machine and show up in logs: set \
                        TIDEGATE_DATABASE_PASSWORD instead
                          found --user without a value; expected any text
                          found --json with pre; allowed with plan and floor only, pre and post always end with a line of JSON
                          setting url (TIDEGATE_DATABASE_URL or --url): found "mysql://db/shop"; allowed: \
                        jdbc:postgresql://<host>[:<port>]/<database> or postgresql://[<user>@]<host>[:<port>]/<database>
                          setting unmarked (TIDEGATE_UNMARKED or --unmarked): found "post-traffic"; allowed: refuse or pre-traffic \
                        or any
                          setting lock-timeout (TIDEGATE_LOCK_TIMEOUT or --lock-timeout): found "5"; allowed: a whole number and a \
                        unit, such as 500ms, 5s, 10m, 4h
                          setting deadline (TIDEGATE_DEADLINE or --deadline): found "soon"; allowed: an ISO instant such as \
                        2026-01-31T09:30:00Z
                          setting fresh (TIDEGATE_FRESH or --fresh): found "yes"; allowed: true or false
                          setting phase (TIDEGATE_PHASE or --phase): found "post-traffic" with the command pre; expected the phase \
                        of the command
                        """);
        assertThat(ended.result()).startsWith("{\"result\":\"wrong-usage\",\"exit\":2,\"command\":\"pre\",");
    }

    @Test
    void neverShowsAPasswordThatStandsInTheUrl() {
        Program.Ended ended = run(Map.of("TIDEGATE_DATABASE_URL", "postgresql://app:hunter2@db/shop"), "pre",
                "--user=app");

        assertThat(ended.err()).isEqualTo(
                """
                        tidegate-task: 1 problem
                          setting url (TIDEGATE_DATABASE_URL or --url): found a password in it (not shown); a URL ends up in logs and \
                        process lists: set TIDEGATE_DATABASE_PASSWORD instead
                        """);
        assertThat(ended.out() + ended.err()).doesNotContain("hunter2");
    }

    @Test
    void neverShowsThePasswordGivenAsAnOption() {
        assertThat(run(LOGIN, "pre", "--password=hunter2").err()).doesNotContain("hunter2");
        assertThat(run(LOGIN, "pre", "--password", "hunter2").err()).doesNotContain("hunter2");
    }

    @Test
    void asksForACommandAndADatabase() {
        assertThat(run(Map.of()).err()).isEqualTo("""
                tidegate-task: 2 problems
                  found no command; expected pre, post, plan, floor or record, or one of the others that --help \
                names
                  setting url (TIDEGATE_DATABASE_URL or --url): not set; expected \
                jdbc:postgresql://<host>[:<port>]/<database> or postgresql://[<user>@]<host>[:<port>]/<database>
                """);
    }

    @Test
    void asksForAUser() {
        assertThat(run(Map.of("TIDEGATE_DATABASE_URL", "postgresql://db/shop"), "pre").err()).isEqualTo("""
                tidegate-task: 1 problem
                  setting user (TIDEGATE_DATABASE_USER or --user): not set; expected the name to log in with
                """);
    }

    @Test
    void asksForTheFolderOfScripts(@TempDir Path folder) {
        assertThat(run(LOGIN, "pre", "--migrations", folder.resolve("none").toString()).err()).isEqualTo(
                "tidegate-task: setting migrations: there is no folder \"" + folder.resolve("none") + "\"\n");
        assertThat(run(LOGIN, "pre", "--migrations", folder.toString()).err()).isEqualTo(
                "tidegate-task: setting migrations: the folder \"" + folder + "\" holds no script; expected"
                        + " V<version>__<description>.sql or R__<description>.sql\n");
    }

    @Test
    void helpsWithEverySettingAndExitCode() {
        Program.Ended help = run(Map.of(), "--help");

        assertThat(help.exit()).isZero();
        assertThat(help.out()).startsWith("usage: tidegate-task <command> [options]\n").contains("""
                  --lock-timeout, TIDEGATE_LOCK_TIMEOUT
                      how long a statement queues for a lock, and others behind it; 0s for ever, without looking first \
                (default 100ms)
                      a whole number and a unit, such as 500ms, 5s, 10m, 4h
                """).contains("  75  not yet: post should come back at the time in the result line\n")
                .contains("  TIDEGATE_DATABASE_PASSWORD\n").doesNotContain("--password");
    }

    @Test
    void tellsItsVersion() {
        assertThat(run(Map.of(), "--version").out()).matches("tidegate-task \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    }

    private static Program.Ended run(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new CommandLine(environment, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), Clock.systemUTC()).run(List.of(arguments));
        return new Program.Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
