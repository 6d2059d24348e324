package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: its environment, its name server, the classes it loads. */
class OwnProcessTest {
    private final Map<String, String> environment = new HashMap<>(Map.of("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI", "AWS_REGION", "eu-west-1"));
    private Path folder;

    @BeforeEach
    void scripts(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("V1__a.sql"), "-- tidegate: any\ncreate table a (id int);\n");
        environment.put("TIDEGATE_MIGRATIONS", scripts.toString());
    }

    @Test
    void findsAnRdsHostThroughASecretAndChecksWhoItIs() {
        GuardedServer server = GuardedServer.started();
        server.database("through_secret", "hunter2");
        try (SecretsStub secrets = new SecretsStub().holding("""
                {"engine":"postgres","username":"through_secret","password":"hunter2","host":"%s","port":"%d",
                "dbname":"through_secret"}""".formatted(GuardedServer.RDS_NAME, server.port()))) {
            environment.putAll(Map.of("AWS_ENDPOINT_URL", secrets.url(), "TIDEGATE_DATABASE_SECRET", "shop/db",
                    "TIDEGATE_DATABASE_CA_BUNDLE", server.authority().certificate().toString()));

            Program.Ended pre = new TaskProcess(folder, environment).run(List.of(), "pre");

            assertThat(pre.err()).isEmpty();
            assertThat(pre.opening()).isEqualTo("pre-traffic run, database of secret \"shop/db\"");
            assertThat(pre.exit()).isZero();
            assertThat(secrets.asked()).containsExactly("secretsmanager.GetSecretValue {\"SecretId\":\"shop/db\"}");
        }
    }

    @Test
    void doesNotTrustAnRdsHostWithoutTheAuthoritysCertificate() throws IOException {
        GuardedServer server = GuardedServer.started();
        Path other = new Authority(Files.createDirectory(folder.resolve("other"))).certificate();
        environment.putAll(Map.of("TIDEGATE_DATABASE_URL", "postgresql://postgres@" + GuardedServer.RDS_NAME + ":"
                + server.port() + "/postgres", "TIDEGATE_DATABASE_CA_BUNDLE", other.toString()));

        Program.Ended pre = new TaskProcess(folder, environment).run(List.of(), "pre");

        assertThat(pre.exit()).isEqualTo(7);
        assertThat(pre.progress()).isEmpty();
        assertThat(pre.err()).startsWith("tidegate-task: cannot log in to database \"postgres\" on "
                + GuardedServer.RDS_NAME + ":" + server.port() + " as \"postgres\": SSL error: ")
                .endsWith("; the server's certificate must be for the host \"" + GuardedServer.RDS_NAME
                        + "\" and come from an authority in \"" + other + "\" (setting ca-bundle)\n");
    }

    @Test
    void saysWhereItLooksForCredentials() {
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.putAll(Map.of("AWS_EC2_METADATA_DISABLED", "true", "AWS_SHARED_CREDENTIALS_FILE", "/nowhere",
                "AWS_CONFIG_FILE", "/nowhere", "TIDEGATE_DATABASE_IAM_AUTH", "true", "TIDEGATE_DATABASE_URL",
                "postgresql://app@" + GuardedServer.RDS_NAME + "/shop?sslmode=require"));

        Program.Ended pre = new TaskProcess(folder, environment).run(List.of(), "pre");

        assertThat(pre.exit()).isEqualTo(7);
        assertThat(pre.err()).startsWith("tidegate-task: setting iam-auth (TIDEGATE_DATABASE_IAM_AUTH or --iam-auth):"
                + " cannot sign a login: Unable to load credentials from any of the providers in the chain");
    }

    @Test
    void loadsNothingOfAwsUnlessAskedTo() {
        TestDatabase database = new TestDatabase();
        environment.putAll(Map.of("TIDEGATE_DATABASE_URL", database.url(), "TIDEGATE_DATABASE_USER", "postgres"));

        Program.Ended pre = new TaskProcess(folder, environment).run(List.of("-Xlog:class+load:file=" + folder.resolve(
                "loaded")), "pre");

        assertThat(pre.exit()).isZero();
        assertThat(folder.resolve("loaded")).content().contains("dev.tidegate.task.Access ").doesNotContain(
                "software.amazon", "org.slf4j", "dev.tidegate.task.aws");
    }
}
