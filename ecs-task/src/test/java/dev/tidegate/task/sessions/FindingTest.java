package dev.tidegate.task.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sessions are old code's. */
class FindingTest {
    private static final SessionName NAME = SessionName.parse("shop/{version}").orElseThrow();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            42,             shop/42,          -
            42,             shop/41,          older
            42,             shop/43,          -
            42,             shop/9,           older
            1.10.0,         shop/1.9.7,       older
            1.9.7,          shop/1.10.0,      -
            v1.10.0,        shop/v1.9.7,      older
            42,             shop/latest,      older
            1.2.0,          shop/1.3.0-rc1,   older
            abc123,         shop/abc123,      -
            abc123,         shop/def456,      older
            1234567,        shop/7654321,     older
            42,             shop/,            unknown
            42,             shop,             unknown
            42,             shop-cron,        unknown
            42,             shop/worker/41,   unknown
            42,             psql,             -
            42,             '',               -
            """)
    void knowsOlderCodeByItsName(String release, String session, String expected) {
        Finding finding = finding(release, session);

        assertThat(finding.older()).hasSize("older".equals(expected) ? 1 : 0);
        assertThat(finding.unknown()).hasSize("unknown".equals(expected) ? 1 : 0);
    }

    @Test
    void reportsNamelessSessionsOfALoginThatVersionedOnesUse() {
        assertThat(finding("42", "shop/42", "PostgreSQL JDBC Driver").unknown()).extracting(OpenSession::name)
                .containsExactly("PostgreSQL JDBC Driver");
    }

    @Test
    void knowsVersionsThatPostgresCutOff() {
        String release = "sha256:" + "0123456789abcdef".repeat(4);
        String older = "sha256:" + "fedcba9876543210".repeat(4);

        assertThat(NAME.of(release)).hasSize(63);
        assertThat(finding(release, NAME.of(release)).older()).isEmpty();
        assertThat(finding(release, NAME.of(older)).older()).hasSize(1);
    }

    @Test
    void knowsVersionsInTheMiddle() {
        SessionName name = SessionName.parse("shop {version} (web)").orElseThrow();

        assertThat(name.version("shop 41 (web)")).contains("41");
        assertThat(name.version("shop 41 (cron)")).isEmpty();
        assertThat(name.version(name.of("x".repeat(80)))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"shop", "{version}", "' {version}'", "shop/{version}/{version}", "''"})
    void refusesPatternsThatSayNothing(String text) {
        assertThat(SessionName.parse(text)).isEmpty();
    }

    private static Finding finding(String release, String... names) {
        List<OpenSession> sessions = Arrays.stream(names)
                .map(name -> new OpenSession(1, "app", name, Optional.empty(), Optional.empty())).toList();
        return Finding.of(new OpenSessions(sessions, true), NAME, release);
    }
}
