package dev.tidegate.task.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {
    private static final String RDS = "shop.abc123.eu-west-1.rds.amazonaws.com";

    @TempDir
    private Path folder;
    private Path bundle;

    @BeforeEach
    void bundle() throws IOException {
        bundle = Files.createFile(folder.resolve("bundle.pem"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            localhost/shop,                             -
            localhost/shop?sslmode=require,             require
            localhost/shop?ssl=true,                    verify-full +bundle
            localhost/shop?sslmode=verify-ca,           verify-ca +bundle
            R/shop,                                     verify-full +bundle
            db.example.com,                             -
            'localhost,R/shop',                         verify-full +bundle
            R/shop?sslmode=verify-full&sslrootcert=/ca, verify-full
            R/shop?sslmode=verify-full,                 verify-full +bundle
            R/shop?sslmode=verify-ca,                   verify-ca +bundle !
            R/shop?sslmode=require,                     require !
            R/shop?sslmode=disable,                     disable !
            """)
    void decides(String url, String expected) {
        Tls tls = Tls.of(url(url), new Tls.Wish(Optional.of(bundle), false));

        Map<String, String> properties = tls.properties();
        String made = Optional.ofNullable(properties.get("sslmode")).map(mode -> mode
                + (bundle.toString().equals(properties.get("sslrootcert")) ? " +bundle" : "")
                + (tls.warnings().isEmpty() ? "" : " !")).orElse(null);
        assertThat(made).isEqualTo(expected);
    }

    @Test
    void warnsOfWeakening() {
        assertThat(Tls.of(url("R/shop?sslmode=require"), new Tls.Wish(Optional.empty(), false)).warnings())
                .containsExactly("sslmode=require in the url does not prove that the server is \"" + RDS
                        + "\"; leave it out for verify-full");
    }

    @Test
    void leavesCertificatesToTheDriverElsewhere() {
        assertThat(Tls.of(url("db.example.com/shop?sslmode=verify-full"), new Tls.Wish(Optional.empty(), false))
                .properties()).isEqualTo(Map.of("sslmode", "verify-full"));
    }

    @Test
    void asksForMissingCertificates() {
        assertRefused("R/shop", new Tls.Wish(Optional.of(folder.resolve("none.pem")), false), "setting ca-bundle"
                + " (TIDEGATE_DATABASE_CA_BUNDLE or --ca-bundle): cannot read a file \"" + folder.resolve("none.pem")
                + "\", without which nobody can tell whether the server is the right one; put there"
                + " https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem, or name the file that has the"
                + " certificates");
    }

    @Test
    void doesNotSendTokensInTheClear() {
        assertThat(Tls.of(url("localhost/shop"), new Tls.Wish(Optional.of(bundle), true)).properties())
                .isEqualTo(Map.of("sslmode", "verify-full", "sslrootcert", bundle.toString()));
        assertRefused("R/shop?sslmode=prefer", new Tls.Wish(Optional.of(bundle), true), "setting url"
                + " (TIDEGATE_DATABASE_URL or --url): found \"sslmode=prefer\" with iam-auth, whose tokens must not travel"
                + " unencrypted; leave it out for verify-full");
    }

    @Test
    void knowsTheModes() {
        assertRefused("localhost/shop?sslmode=verify", new Tls.Wish(Optional.empty(), false), "setting url"
                + " (TIDEGATE_DATABASE_URL or --url): found \"sslmode=verify\"; allowed: disable, allow, prefer, require,"
                + " verify-ca, verify-full");
    }

    private static void assertRefused(String url, Tls.Wish wish, String message) {
        assertThatThrownBy(() -> Tls.of(url(url), wish)).hasMessage(message)
                .isInstanceOfSatisfying(TaskException.class, e -> assertThat(e.failure().outcome()).isEqualTo(
                        Outcome.WRONG_USAGE));
    }

    private static DatabaseUrl url(String text) {
        String given = text.contains("/") ? text : text + "/shop";
        return DatabaseUrl.parse("postgresql://" + given.replaceFirst("\\bR\\b", RDS)).orElseThrow();
    }
}
