package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in with a secret of AWS Secrets Manager, over TLS and with a password that matters. */
class SecretLoginTest {
    private static int count;

    private final GuardedServer server = GuardedServer.started();
    private final SecretsStub secrets = new SecretsStub();
    private final AwsAccount account = AwsAccount.at(secrets.url());
    private final String name = "secret" + count++;
    private Program program;

    @BeforeEach
    void scripts(@TempDir Path folder) {
        server.database(name, "hunter2");
        program = new Program(folder).script("V1__a.sql", "-- tidegate: any", "create table a (id int);")
                .with("TIDEGATE_DATABASE_SECRET", "shop/db")
                .with("TIDEGATE_DATABASE_CA_BUNDLE", server.authority().certificate().toString());
    }

    @AfterEach
    void end() {
        account.close();
        secrets.close();
    }

    @Test
    void readsEverythingFromTheSecret() {
        secrets.holding(secret("hunter2", ",\"dbname\":\"" + name + "\""));

        Program.Ended pre = program.run("pre");

        assertThat(pre.err()).isEmpty();
        assertThat(pre.exit()).isZero();
        assertThat(secrets.asked()).hasSize(1);
    }

    @Test
    void looksForTheFloorWithTheSecretToo() {
        secrets.holding(secret("hunter2", ""));

        assertThat(program.run("floor", "--database", name).exit()).isZero();
        assertThat(secrets.asked()).hasSize(1);
    }

    @Test
    void doesNotAskForTheSecretBeforeTheScriptsAreRead() {
        program.script("V2_b.sql", "-- tidegate: any");

        assertThat(program.run("pre", "--database", name).exit()).isEqualTo(4);
        assertThat(secrets.asked()).isEmpty();
    }

    @Test
    void takesHostAndDatabaseFromTheUrlWhenThereIsOne() {
        secrets.holding("{\"username\":\"" + name + "\",\"password\":\"hunter2\",\"host\":\"elsewhere\",\"port\":1}");

        assertThat(program.run("pre", "--url", "postgresql://localhost:" + server.port() + "/" + name
                + "?sslmode=verify-full").exit()).isZero();
    }

    @Test
    void takesTheDatabaseFromItsSetting() {
        secrets.holding(secret("hunter2", ",\"dbname\":\"other\""));

        assertThat(program.run("pre", "--database", name).exit()).isZero();
    }

    @Test
    void readsTheSecretAgainWhenItWasRotated() {
        secrets.holding(secret("before", "")).holding(secret("hunter2", ""));

        assertThat(program.run("pre", "--database", name).exit()).isZero();
        assertThat(secrets.asked()).hasSize(2);
    }

    @Test
    void givesUpWhenTheSecretIsWrongTwice() {
        secrets.holding(secret("wrong", "")).holding(secret("also wrong", "")).holding(secret("hunter2", ""));

        Program.Ended pre = program.run("pre", "--database", name);

        assertThat(pre.exit()).isEqualTo(7);
        assertThat(pre.err()).isEqualTo("tidegate-task: cannot log in to database \"" + name + "\" on localhost:"
                + server.port() + " as \"" + name + "\": FATAL: password authentication failed for user \"" + name
                + "\"; secret \"shop/db\" was read again, its login is refused as well: while a rotation is under way this"
                + " heals by itself, otherwise somebody changed the password without changing the secret\n");
        assertThat(secrets.asked()).hasSize(2);
    }

    @Test
    void saysThatTheSecretHasNoDatabase() {
        secrets.holding(secret("hunter2", ""));

        assertEnds(2, "secret \"shop/db\" has no \"dbname\"; set TIDEGATE_DATABASE_NAME or --database");
    }

    @Test
    void saysThatTheSecretHasNoHost() {
        secrets.holding("{\"username\":\"app\",\"password\":\"hunter2\"}");

        assertEnds(2, "secret \"shop/db\" has no \"host\" that is understood; set TIDEGATE_DATABASE_URL or --url",
                "--database", name);
    }

    @Test
    void saysThatThereIsNoSecret() {
        secrets.refusing(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");

        assertEnds(2, "secret \"shop/db\": there is none of that name or ARN in this region: Secrets Manager can't find"
                + " the specified secret.");
    }

    @Test
    void saysWhatTheTaskMayNotDo() {
        secrets.refusing(400, "AccessDeniedException", "User is not authorized");

        assertEnds(2, "secret \"shop/db\": the task role must be allowed secretsmanager:GetSecretValue, and kms:Decrypt"
                + " if the secret has a key of its own: User is not authorized");
    }

    @Test
    void triesLaterWhenSecretsManagerIsAway() {
        secrets.refusing(503, "InternalServiceError", "An error occurred on the server side.");

        assertEnds(7, "secret \"shop/db\": cannot be read: An error occurred on the server side.");
        assertThat(secrets.asked().size()).isGreaterThan(1);
    }

    private void assertEnds(int exit, String message, String... options) {
        Program.Ended pre = program.run(Stream.concat(Stream.of("pre"), Stream.of(options)).toArray(String[]::new));
        assertThat(pre.err()).isEqualTo("tidegate-task: " + message + "\n");
        assertThat(pre.exit()).isEqualTo(exit);
    }

    private String secret(String password, String more) {
        return "{\"username\":\"" + name + "\",\"password\":\"" + password + "\",\"host\":\"localhost\",\"port\":"
                + server.port() + more + "}";
    }
}
