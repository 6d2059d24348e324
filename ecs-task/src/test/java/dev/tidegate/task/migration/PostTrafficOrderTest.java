package dev.tidegate.task.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostTrafficOrderTest {
    private static final Instant DRAINED = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing pending                        | ''                                          | ''
            contracts                              | 1 post                                      | 1 runs
            takes all marks in version order       | 3 any; 1 post; 2 pre; R view post           | 1 runs, 2 runs, 3 runs, view runs
            a delay that has passed                | 1 post delay=2h                             | 1 runs
            a delay that has not                   | 1 post delay=4h                             | 1 not before 14:00
            holds what depends on the delayed one  | 1 post delay=4h; 2 post; 3 pre              | 1 not before 14:00, 2 not before 14:00 by 1, 3 not before 14:00 by 2
            lets through what does not             | 1 post delay=4h; 2 post after=none; 3 post  | 1 not before 14:00, 2 runs, 3 runs
            the later of two dependencies counts   | 1 post delay=4h; 2 post delay=6h after=none; 3 pre after=1,2 | 1 not before 14:00, 2 not before 16:00, 3 not before 16:00 by 2
            its own delay counts when it is later  | 1 post delay=4h; 2 post delay=6h            | 1 not before 14:00, 2 not before 16:00
            a dependency counts when it is later   | 1 post delay=6h; 2 post delay=4h            | 1 not before 16:00, 2 not before 16:00 by 1
            a repeatable waits for the end         | 1 post delay=4h; 2 pre after=none; R view post | 1 not before 14:00, 2 runs, view not before 14:00 by 1
            a repeatable may say otherwise         | 1 post delay=4h; R view post after=none     | 1 not before 14:00, view runs
            two tables, one delayed                | 1 post delay=4h after=none; 2 post after=none; 3 post after=1; 4 post after=2 | 1 not before 14:00, 2 runs, 3 not before 14:00 by 1, 4 runs
            a diamond with a delayed side          | 1 post; 2 post after=1; 3 post delay=4h after=1; 4 post after=2,3 | 1 runs, 2 runs, 3 not before 14:00, 4 not before 14:00 by 3
            a diamond with two delayed sides       | 1 post; 2 post delay=3h after=1; 3 post delay=4h after=1; 4 any after=2,3 | 1 runs, 2 not before 13:00, 3 not before 14:00, 4 not before 14:00 by 3
            what pre skipped as blocked            | 2 pre; 3 post delay=1h; 4 any              | 2 runs, 3 runs, 4 runs
            what pre skipped behind a delayed one  | 1 post delay=4h; 2 pre; 3 any after=2      | 1 not before 14:00, 2 not before 14:00 by 1, 3 not before 14:00 by 2
            a delay that ends now                  | 1 post delay=120m; 2 any                   | 1 runs, 2 runs
            """)
    void decidesWhatRunsAfterTraffic(String name, String pending, String expected) {
        assertThat(Pending.text(PostTrafficOrder.plan(Pending.of(pending), DRAINED, NOON))).isEqualTo(expected);
    }

    @Test
    void comesBackWhenTheFirstDelayEnds() {
        Plan plan = PostTrafficOrder.plan(Pending.of("1 post delay=6h; 2 post delay=4h after=none; 3 post"), DRAINED,
                NOON);

        assertThat(plan.notBefore()).contains(Instant.parse("2026-01-01T14:00:00Z"));
    }

    @Test
    void hasNothingToComeBackForWhenAllIsDue() {
        assertThat(PostTrafficOrder.plan(Pending.of("1 post; 2 pre"), DRAINED, NOON).notBefore()).isEmpty();
    }

    @Test
    void doesNotWaitForAClockThatIsAhead() {
        Plan plan = PostTrafficOrder.plan(Pending.of("1 post"), NOON.plusSeconds(1), NOON);

        assertThat(Pending.text(plan)).isEqualTo("1 runs");
    }
}
