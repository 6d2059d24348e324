package dev.tidegate.task.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidegate.task.AwsAccount;
import dev.tidegate.task.GuardedServer;
import dev.tidegate.task.database.Database;
import dev.tidegate.task.database.DatabaseUrl;
import dev.tidegate.task.database.Patience;
import dev.tidegate.task.database.Session;
import dev.tidegate.task.database.Tls;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

class IamTokenTest {
    private static final String HOST = "shop.abc123.eu-central-1.rds.amazonaws.com";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    @Test
    void isTheTokenThatAwsMakes() {
        try (AwsAccount account = AwsAccount.at("http://localhost:1")) {
            String theirs = RdsUtilities.builder().region(Region.EU_CENTRAL_1)
                    .credentialsProvider(SystemPropertyCredentialsProvider.create()).build()
                    .generateAuthenticationToken(token -> token.hostname(HOST).port(6432).username("shop admin+x"));

            String ours = new IamToken(new IamToken.Endpoint(HOST, 6432), "shop admin+x", clockOf(theirs)).login()
                    .password().orElseThrow();

            assertThat(parameters(ours)).containsExactlyInAnyOrder(parameters(theirs));
            assertThat(ours).startsWith(HOST + ":6432/?").doesNotContain(account.secretKey());
        }
    }

    @Test
    void takesTheRegionFromTheEndpointAndElseFromTheEnvironment() {
        try (AwsAccount account = AwsAccount.at("http://localhost:1")) {
            assertThat(token(HOST)).contains("%2Feu-central-1%2Frds-db%2F");
            assertThat(token("db.example.com")).contains("%2F" + account.region() + "%2Frds-db%2F");
        }
    }

    @Test
    void letsARoleInWhosePasswordItIs() throws SQLException {
        GuardedServer server = GuardedServer.started();
        try (AwsAccount account = AwsAccount.at("http://localhost:1")) {
            IamToken token = new IamToken(new IamToken.Endpoint("localhost", server.port()), "by_token",
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
            server.database("by_token", token.login().password().orElseThrow());
            DatabaseUrl url = DatabaseUrl.parse("postgresql://localhost:" + server.port() + "/by_token").orElseThrow();
            Tls tls = Tls.of(url, new Tls.Wish(Optional.of(server.authority().certificate()), true));

            try (Connection connection = new Database(new Database.Target(url, tls, true), token,
                    new Session("test", Duration.ZERO, Duration.ZERO),
                    new Patience(Duration.ZERO, Optional.empty(), Clock.systemUTC(), (pause, why) -> {}))
                    .getConnection()) {
                assertThat(connection.getMetaData().getUserName()).isEqualTo("by_token");
                assertThat(account.region()).isNotEmpty();
            }
        }
    }

    private static String token(String host) {
        return new IamToken(new IamToken.Endpoint(host, 5432), "app").login().password().orElseThrow();
    }

    private static String[] parameters(String token) {
        return token.split("[?&]");
    }

    private static Clock clockOf(String token) {
        Matcher date = Pattern.compile("X-Amz-Date=(\\w+)").matcher(token);
        assertThat(date.find()).isTrue();
        return Clock.fixed(STAMP.parse(date.group(1), Instant::from), ZoneOffset.UTC);
    }
}
