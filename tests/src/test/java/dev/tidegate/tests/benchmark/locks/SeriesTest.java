package dev.tidegate.tests.benchmark.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

class SeriesTest {
    private static Series of(Double... rounds) {
        return Series.of(List.of(rounds), Double::doubleValue);
    }

    @Test
    void knowsTheMiddleAndTheEnds() {
        assertThat(of(5.0, 1.0, 3.0)).isEqualTo(new Series(1, 3, 5));
    }

    @Test
    void theMiddleOfAnEvenNumberIsBetweenTwo() {
        assertThat(of(4.0, 1.0, 8.0, 2.0)).isEqualTo(new Series(1, 3, 8));
    }

    @Test
    void showsTheRangeBehindTheMedian() {
        assertThat(of(9_840.4, 9_766.0, 9_851.6).text("%,.0f")).isEqualTo("9,840 (9,766-9,852)");
    }

    @Test
    void showsNoRangeWhereItSaysNothing() {
        assertThat(of(0.04, 0.01).text("%.1f")).isEqualTo("0.0");
    }

    @Test
    void needsARound() {
        assertThatThrownBy(SeriesTest::of).hasMessage("expected at least one round");
    }
}
