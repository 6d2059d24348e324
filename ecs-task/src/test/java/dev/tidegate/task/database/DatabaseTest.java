package dev.tidegate.task.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.task.TestDatabase;
import dev.tidegate.task.outcome.TaskException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
    private static final Session SESSION = new Session("test", Duration.ofSeconds(1), Duration.ZERO);

    private final TestDatabase database = new TestDatabase();
    private final String role = "narrow_" + database.name();
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void roleWithOneConnection() {
        database.execute("create role " + role + " login connection limit 1");
    }

    @Test
    void triesAgainUntilThereIsRoom() throws SQLException {
        try (Connection first = open((pause, why) -> {})) {
            Connection second = open((pause, why) -> {
                passes(pause, why);
                if (pauses.size() == 3) {
                    closed(first);
                }
            });

            assertThat(second.isValid(1)).isTrue();
            assertThat(pauses).startsWith(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));
            second.close();
        }
    }

    @Test
    void givesUpWhenItsPatienceEnds() throws SQLException {
        try (Connection first = open((pause, why) -> {})) {
            assertThat(first.isValid(1)).isTrue();
            assertThatThrownBy(() -> open(this::passes)).isInstanceOf(TaskException.class)
                    .hasMessageStartingWith("cannot log in to database \"" + database.name() + "\" on localhost:"
                            + TestDatabase.port() + " as \"" + role
                            + "\" (tried 9 times in 15s): FATAL: too many connections for"
                            + " role \"" + role + "\"");
            assertThat(now).isBetween(Instant.EPOCH.plusSeconds(8), Instant.EPOCH.plusSeconds(15));
        }
    }

    @Test
    void cutsTheNameOfASessionAtWholeCharacters() {
        assertThat(new Session("é".repeat(40), Duration.ZERO, Duration.ZERO).applicationName()).isEqualTo("é".repeat(
                31));
    }

    @ParameterizedTest
    @CsvSource({"55P03,LOCK_NOT_AVAILABLE", "57014,CANCELED", "08001,AWAY", "08006,AWAY", "57P01,AWAY", "57P03,AWAY",
            "53300,AWAY", "28P01,NO_ENTRY", "28000,NO_ENTRY", "3D000,NO_ENTRY", "08004,NO_ENTRY", "42703,OTHER",
            "'',OTHER"})
    void knowsTheErrorsThatDecide(String state, SqlState expected) {
        assertThat(SqlState.of(state)).isEqualTo(expected);
    }

    private Connection open(Patience.Pause pause) {
        DatabaseUrl url = DatabaseUrl.parse(database.url()).orElseThrow();
        return new Database(new Database.Target(url, new Tls(Map.of(), List.of()), true),
                Credentials.fixed(new Login(role, Optional.empty())), SESSION,
                new Patience(Duration.ofSeconds(15), Optional.empty(), () -> now, pause)).getConnection();
    }

    private void passes(Duration pause, String why) {
        assertThat(why).isEqualTo("FATAL: too many connections for role \"" + role + "\"");
        pauses.add(pause);
        now = now.plus(pause);
    }

    private static void closed(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
