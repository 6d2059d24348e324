package dev.tidegate.task.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

/** An accepted finding is no mark, and stands where its writer wants it. */
class AcceptanceTest {
    private static final List<String> SCRIPT = List.of("-- tidegate: accept=lock-scan reason=\"small table\"",
            "-- tidegate: post-traffic", "ALTER TABLE a DROP COLUMN b;", "  -- tidegate: accept=column-dropped",
            "-- tidegate: accept=");

    @Test
    void isReadWithItsLineAndReason() {
        assertThat(Acceptance.in(SCRIPT)).containsExactly(new Acceptance(1, "lock-scan", "small table"), new Acceptance(
                4,
                "column-dropped", ""), new Acceptance(5, "", ""));
    }

    @Test
    void isNoMarkAboveOrBelow() {
        assertThat(MarkParser.parse("V1__a.sql", SCRIPT)).isEqualTo(new Marking.Marked(Mark.of(
                MarkedPhase.POST_TRAFFIC), 2));
    }

    @Test
    void doesNotStandForAMark() {
        assertThat(MarkParser.parse("V1__a.sql", List.of("-- tidegate: accept=lock-scan reason=\"x\"", "SELECT 1;")))
                .isEqualTo(
                        new Marking.Unmarked());
    }
}
