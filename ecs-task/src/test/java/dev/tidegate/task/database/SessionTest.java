package dev.tidegate.task.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tidegate.task.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the runner changes in its session, as far as the server knows of it: applications are limited otherwise. */
class SessionTest {
    private static final int VERSION = Integer.getInteger("tidegate.postgres");

    private final TestDatabase database = new TestDatabase();

    @Test
    void liftsTheLimitsThatWereSetForTheApplications() throws SQLException {
        limit("idle_session_timeout", "2min");
        limit("statement_timeout", "30s");
        limit("lock_timeout", "30s");
        limit("idle_in_transaction_session_timeout", "5s");

        assertThat(shown("idle_session_timeout", "statement_timeout", "lock_timeout",
                "idle_in_transaction_session_timeout")).containsExactly("0", "7s", "1s", "1min");
    }

    @Test
    void liftsTheLimitOfTransactionsWhereTheServerHasOne() throws SQLException {
        if (VERSION < 17) {
            assertThat(shown("transaction_timeout")).containsExactly((String) null);
        } else {
            limit("transaction_timeout", "30s");
            assertThat(shown("transaction_timeout")).containsExactly("0");
        }
    }

    @Test
    void makesTheServerLookForItsClient() throws SQLException {
        boolean can = VERSION >= 15 || System.getProperty("os.name").equals("Linux");

        assertThat(shown("client_connection_check_interval")).containsExactly(can ? "2s" : "0");
    }

    /** What servers on several systems say of themselves. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "PostgreSQL 14.23 on x86_64-pc-linux-gnu, compiled by gcc (GCC) 7.3.1 20180712, 64-bit   | 140023 | t",
            "PostgreSQL 14.23 on aarch64-unknown-linux-musl, compiled by gcc (Alpine) 13.2.1, 64-bit | 140023 | t",
            "PostgreSQL 18.6 on x86_64-linux, compiled by gcc-14.2.0, 64-bit                         | 180006 | t",
            "PostgreSQL 14.23 on aarch64-apple-darwin23.6.0, compiled by Apple clang 15.0.0, 64-bit  | 140023 | f",
            "PostgreSQL 15.19 on aarch64-apple-darwin23.6.0, compiled by Apple clang 15.0.0, 64-bit  | 150019 | t",
            "PostgreSQL 14.23 on amd64-portbld-freebsd14.1, compiled by FreeBSD clang 18.1.5, 64-bit | 140023 | f",
            "PostgreSQL 16.15 on amd64-portbld-freebsd14.1, compiled by FreeBSD clang 18.1.5, 64-bit | 160015 | t",
            "PostgreSQL 16.15, compiled by Visual C++ build 1942, 64-bit                             | 160015 | f",
            "PostgreSQL 17.11 on x86_64-windows, compiled by msvc-19.44.35209, 64-bit                | 170011 | f"})
    void looksForItsClientOnlyWhereItCan(String version, int number, String can) {
        assertThat(database.query("select " + Session.checksConnections("'" + version + "'", "" + number)))
                .containsExactly(can);
    }

    private void limit(String parameter, String value) {
        database.execute("alter database " + database.name() + " set " + parameter + " = '" + value + "'");
    }

    /** In a new session, after it has begun; null for what the server does not know. */
    private List<String> shown(String... parameters) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            new Session("test", Duration.ofSeconds(1), Duration.ofSeconds(7)).begin(statement);
            for (String parameter : parameters) {
                try (ResultSet row = statement.executeQuery("select current_setting('" + parameter + "', true)")) {
                    row.next();
                    values.add(row.getString(1));
                }
            }
        }
        return values;
    }
}
