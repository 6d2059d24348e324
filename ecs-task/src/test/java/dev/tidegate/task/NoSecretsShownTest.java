package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a run fails, nothing it writes holds a password, a token or a key. */
class NoSecretsShownTest {
    private static final String PASSWORD = "Tide+pa55/gate%21";

    private final GuardedServer server = GuardedServer.started();
    private Path folder;
    private Program program;

    @BeforeEach
    void scripts(@TempDir Path temporary) {
        folder = temporary;
        program = new Program(folder).script("V1__a.sql", "-- tidegate: any", "create table a (id int);");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://app:P@localhost/shop", "jdbc:postgresql://app:P@localhost/shop",
            "postgresql://localhost/shop?user=app&password=P", "postgresql://localhost/shop?PASSWORD=P",
            "postgresql://localhost/shop?sslpassword=P", "app:P@localhost/shop", "mysql://app:P@localhost/shop",
            "host=localhost user=app password=P", "host=localhost password = P", "postgresql://:P@localhost/",
            "postgresql://app:P@localhost:port/shop", "{\"username\":\"app\",\"password\":\"P\"}"})
    void inUrls(String url) {
        for (String password : List.of(PASSWORD, URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8))) {
            String given = url.replace("P", password).replace(password + "ASSWORD", "PASSWORD");

            assertFailsSilently(2, "--url", given);
            assertFailsSilently(2, "--url=" + given);
            assertFailsSilently(2, given);
            assertFailsSilently(2, "--secret", given);
            assertFailsSilently(2, "--lock-timeout", given);
            program.with("TIDEGATE_DATABASE_URL", given);
            assertFailsSilently(2);
            program.with("TIDEGATE_DATABASE_URL", "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--password=P", "--password P", "--pass P", "--db-password=P", "-p P", "-pP"})
    void inOptions(String option) {
        String[] arguments = option.replace("P", PASSWORD).split(" ");

        assertFailsSilently(2, arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://R:W/postgres", "postgresql://localhost:W/nowhere",
            "postgresql://localhost:W/postgres?sslmode=disable",
            "postgresql://localhost:W/postgres?sslmode=verify-full",
            "postgresql://localhost:W/postgres?sslmode=verify-full&sslrootcert=/nowhere",
            "postgresql://localhost:W/postgres?loglevel=none&prepareThreshold=x", "postgresql://localhost:1/postgres",
            "postgresql://[::1]:1/postgres"})
    void inTheEnvironment(String url) {
        server.execute("drop role if exists silent");
        server.execute("create role silent login password 'another'");
        program.with("TIDEGATE_DATABASE_PASSWORD", PASSWORD).with("TIDEGATE_DATABASE_USER", "silent")
                .with("TIDEGATE_CONNECT_WITHIN", "0s");

        Program.Ended pre = program.run("pre", "--url", url.replace("R", GuardedServer.RDS_NAME).replace("W",
                Integer.toString(server.port())));

        assertThat(pre.exit()).isIn(2, 7);
        assertSilent(pre);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0007", "\ud800", "\u0221", "\u00ad", "\u200b\u0627\u0031"})
    void inPasswordsThatTheProtocolDoesNotLike(String odd) {
        program.with("TIDEGATE_DATABASE_PASSWORD", PASSWORD + odd).with("TIDEGATE_DATABASE_USER", "odd_one");

        Program.Ended pre = program.run("pre", "--url", "postgresql://localhost:" + server.port() + "/postgres");

        assertThat(pre.exit()).isEqualTo(7);
        assertSilent(pre);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "\"P\"", "{\"username\":\"silent\",\"password\":P}",
            "{\"username\":\"silent\",\"password\":\"P\",\"port\":\"P\"}", "{\"password\":\"P\"}",
            "{\"username\":\"silent\",\"password\":\"P\"}",
            "{\"username\":\"silent\",\"password\":\"P\",\"host\":\"localhost:P\"}",
            "{\"username\":\"silent\",\"password\":\"P\",\"host\":\"localhost\",\"port\":W}"})
    void inSecrets(String text) {
        try (SecretsStub secrets = new SecretsStub().holding(text.replace("P", PASSWORD).replace("W", Integer.toString(
                server.port()))); AwsAccount account = AwsAccount.at(secrets.url())) {
            Program.Ended pre = program.run("pre", "--secret", "shop/db", "--database", "postgres");

            assertThat(pre.exit()).isIn(2, 7);
            assertSilent(pre);
            assertThat(pre.out() + pre.err()).doesNotContain(account.secretKey());
        }
    }

    @Test
    void whenTheLoginWorksAndAMigrationFails() {
        server.database("silent_works", PASSWORD);
        program.script("V2__b.sql", "-- tidegate: any", "drop table nothing;")
                .with("TIDEGATE_DATABASE_PASSWORD", PASSWORD).with("TIDEGATE_DATABASE_USER", "silent_works")
                .with("TIDEGATE_DATABASE_URL", "postgresql://localhost:" + server.port() + "/silent_works");

        for (String command : List.of("plan", "pre", "pre", "post")) {
            Program.Ended ended = program.run(command);
            assertThat(ended.exit()).isIn(0, 3);
            assertSilent(ended);
        }
    }

    @Test
    void inTokens() {
        Map<String, String> environment = new HashMap<>(Map.of("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", PASSWORD, "AWS_SESSION_TOKEN", PASSWORD, "TIDEGATE_MIGRATIONS", folder
                        .toString(), "TIDEGATE_DATABASE_IAM_AUTH", "true", "TIDEGATE_DATABASE_URL",
                "postgresql://nobody@" + GuardedServer.RDS_NAME + ":" + server.port() + "/postgres",
                "TIDEGATE_DATABASE_CA_BUNDLE", server.authority().certificate().toString()));

        Program.Ended pre = new TaskProcess(folder, environment).run(List.of(), "pre");

        assertThat(pre.exit()).isEqualTo(7);
        assertThat(pre.err()).isEqualTo("tidegate-task: cannot log in to database \"postgres\" on "
                + GuardedServer.RDS_NAME + ":" + server.port()
                + " as \"nobody\": FATAL: password authentication failed for"
                + " user \"nobody\"; for an IAM login the role needs \"grant rds_iam to\" it, the database IAM"
                + " authentication switched on, and the task role rds-db:connect for this database and user\n");
        assertSilent(pre);
        assertThat(pre.out() + pre.err()).doesNotContain("X-Amz-");
    }

    private void assertFailsSilently(int exit, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "pre";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Program.Ended ended = program.run(all);

        assertThat(ended.exit()).isEqualTo(exit);
        assertSilent(ended);
    }

    /** Not even a piece of it: parsers show what they stumbled over. */
    private static void assertSilent(Program.Ended ended) {
        assertThat(ended.out() + ended.err()).doesNotContain("pa55").doesNotContain("unexpected error");
    }
}
