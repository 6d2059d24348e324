package dev.tidegate.tests.benchmark.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration LENGTH = Duration.ofSeconds(24);

    private final List<Long> due = due(Schedule.of(300, LENGTH));

    private static List<Long> due(Schedule schedule) {
        return IntStream.range(0, schedule.reads()).mapToObj(schedule::due).toList();
    }

    @Test
    void hasAboutAsManyReadsAsAskedFor() {
        assertThat(due.size()).isCloseTo(7_200, Percentage.withPercentage(5));
    }

    @Test
    void spreadsThemOverTheWholeTimeInOrder() {
        assertThat(due).isSorted().allMatch(nanos -> nanos >= 0 && nanos < LENGTH.toNanos());
        IntStream.range(0, 24).forEach(second -> assertThat(due)
                .filteredOn(nanos -> nanos / 1_000_000_000 == second).hasSizeBetween(200, 400));
    }

    @Test
    void leavesGapsAsChanceDoes() {
        // Of exponentially distributed gaps 63 % are shorter than the mean.
        long mean = LENGTH.toNanos() / due.size();
        long shorter = IntStream.range(1, due.size()).filter(i -> due.get(i) - due.get(i - 1) < mean).count();

        assertThat(100.0 * shorter / due.size()).isBetween(60.0, 66.0);
    }

    @Test
    void isTheSameForEverybody() {
        assertThat(due(Schedule.of(300, LENGTH))).isEqualTo(due);
    }
}
