package dev.tidegate.task.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstantsTest {
    @ParameterizedTest
    @CsvSource({"2026-01-31T09:30:00Z,2026-01-31T09:30:00Z", "2026-01-31T09:30:00.000000001Z,2026-01-31T09:30:01Z",
            "2026-01-31T09:59:59.328178017Z,2026-01-31T10:00:00Z"})
    void aTimeToComeBackIsNeverEarlierThanItIs(Instant at, String written) {
        assertThat(Instants.notBefore(at)).isEqualTo(written);
    }
}
