package dev.tidegate.task.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import dev.tidegate.task.outcome.Blocker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendTypeTest {
    /** Rows of pg_stat_activity, the last three as a login without pg_read_all_stats sees them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"autovacuum worker | | autovacuum: VACUUM public.a | AUTOVACUUM",
            "autovacuum worker | | autovacuum: VACUUM public.a (to prevent wraparound) | WRAPAROUND",
            "client backend | app | VACUUM a | CLIENT", "client backend | app | '' | CLIENT",
            "parallel worker | app | select 1 | BACKGROUND", "| app | <insufficient privilege> | HIDDEN",
            "| | <insufficient privilege> | AUTOVACUUM", "| | | AUTOVACUUM"})
    void isToldFromARow(String type, String user, String query, Blocker.Kind kind) {
        assertThat(BackendType.kind(Optional.ofNullable(type), Optional.ofNullable(user), Optional.ofNullable(query)))
                .isEqualTo(kind);
    }
}
