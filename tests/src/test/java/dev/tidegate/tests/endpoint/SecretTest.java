package dev.tidegate.tests.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.tidegate.tests.database.LocalPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The packaged runner logs in to a real PostgreSQL with a secret; that it did is told by the role it came as. */
@ParameterizedClass
@ArgumentsSource(Endpoints.class)
class SecretTest {
    private static LocalPostgres postgres;

    @TempDir
    private Path scripts;
    private final Endpoint endpoint;
    private final String unique = UUID.randomUUID().toString().replace("-", "");
    private final String secret = "tidegate/" + unique;
    private LocalPostgres.Database database;
    private SecretsManagerClient secrets;
    private String arn;
    private Runner runner;

    SecretTest(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @BeforeAll
    static void startPostgres() {
        postgres = LocalPostgres.start();
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void createSecret() throws Exception {
        secrets = endpoint.address().connect(SecretsManagerClient.builder());
        database = postgres.createDatabase("d" + unique);
        createOwner("first");
        arn = secrets.createSecret(create -> create.name(secret).secretString(login("first"))).arn();
        script("V1__create.sql", "create table item (id int);");
        runner = new Runner(endpoint.address().environment(), scripts);
    }

    @AfterEach
    void deleteSecret() {
        if (arn != null) {
            secrets.deleteSecret(delete -> delete.secretId(secret).forceDeleteWithoutRecovery(true));
        }
        if (secrets != null) {
            secrets.close();
        }
        assertThat(endpoint.defects()).isEmpty();
    }

    /** A role that may create tables; both roles may change what either made. */
    private void createOwner(String name) throws SQLException {
        String role = role(name);
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("create role " + role + " login password 'hunter2' superuser");
        }
    }

    private String role(String name) {
        return name + "_" + unique;
    }

    private String login(String name) {
        return """
                {"engine": "postgres", "username": "%s", "password": "hunter2", "host": "%s", "port": %d, "dbname": "%s"}"""
                .formatted(role(name), database.host(), database.port(), database.name());
    }

    private void script(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), "-- tidegate: any\n" + sql + "\n");
    }

    private List<String> appliedBy() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement
                        .executeQuery("select installed_by from flyway_schema_history order by installed_rank")) {
            List<String> users = new ArrayList<>();
            while (rows.next()) {
                users.add(rows.getString(1));
            }
            return users;
        }
    }

    @Test
    void theRunnerLogsInWithASecretByItsName() throws Exception {
        Runner.Ended pre = runner.run("pre", secret);

        assertThat(pre.exit()).as(pre.output()).isZero();
        assertThat(appliedBy()).containsExactly(role("first"));
        assertThat(pre.output()).doesNotContain("hunter2");
    }

    @Test
    void theRunnerLogsInWithASecretByItsArnAndAfterItWasChanged() throws Exception {
        assertThat(runner.run("pre", arn)).extracting(Runner.Ended::exit).isEqualTo(0);
        createOwner("second");
        secrets.putSecretValue(put -> put.secretId(secret).secretString(login("second")));
        script("V2__more.sql", "create table more (id int);");

        Runner.Ended pre = runner.run("pre", arn);

        assertThat(pre.exit()).as(pre.output()).isZero();
        assertThat(appliedBy()).containsExactly(role("first"), role("second"));
    }

    @Test
    void aSecretThatIsNotThereIsAWrongSetting() throws Exception {
        Runner.Ended pre = runner.run("pre", secret + "-other");

        assertThat(pre.exit()).isEqualTo(2);
        assertThat(pre.output()).contains("secret \"" + secret + "-other\": there is none of that name or ARN in this"
                + " region: ");
    }
}
