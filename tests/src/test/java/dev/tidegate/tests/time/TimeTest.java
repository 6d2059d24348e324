package dev.tidegate.tests.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

class TimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> ran = new ArrayList<>();

    @Test
    void virtualActionsRunInTheOrderOfTheirTimeAndThenOfTheirPlanning() {
        time.after(Duration.ofSeconds(2), () -> ran.add("late"));
        time.after(Duration.ofSeconds(1), () -> ran.add("first"));
        time.after(Duration.ofSeconds(1), () -> ran.add("second"));
        time.post(() -> ran.add("now"));

        assertThat(ran).isEmpty();
        time.advance(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("now", "first", "second", "late");
    }

    @Test
    void whatAnActionPlansWithinTheTimeRunsToo() {
        time.after(Duration.ofSeconds(1), () -> time.after(Duration.ofSeconds(1), () -> ran.add("planned")));

        time.advance(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("planned");
    }

    @Test
    void aCancelledActionDoesNotRun() {
        time.after(Duration.ofSeconds(1), () -> ran.add("cancelled")).cancel();

        time.runUntilIdle(Duration.ofHours(1));

        assertThat(ran).isEmpty();
    }

    @Test
    void waitingForAConditionStandsStillWhereItCameTrue() {
        time.after(Duration.ofSeconds(5), () -> ran.add("there"));
        time.after(Duration.ofSeconds(9), () -> ran.add("beyond"));

        assertThat(time.advanceUntil(() -> !ran.isEmpty(), Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("there");
        assertThatIllegalStateException().isThrownBy(() -> time.advanceUntil(() -> false, Duration.ofMinutes(1)));
    }

    @Test
    void whatAVirtualActionThrowsIsThrownByWhoeverAdvances() {
        time.post(() -> {
            throw new IllegalArgumentException("boom");
        });

        assertThatThrownBy(() -> time.advance(Duration.ZERO)).hasMessage("boom");
    }

    @Test
    void realCallsGiveTheResultOrWhatWasThrown() {
        try (var real = new RealTime()) {
            assertThat(real.call(() -> real.call(() -> "nested"))).isEqualTo("nested");
            assertThatThrownBy(() -> real.call(() -> {
                throw new IllegalArgumentException("boom");
            })).isInstanceOf(IllegalArgumentException.class).hasMessage("boom");
            assertThat(real.failures()).isEmpty();
        }
    }

    @Test
    void whatARealActionThrowsIsKept() {
        var error = System.err;
        System.setErr(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
        try (var real = new RealTime()) {
            real.post(() -> {
                throw new IllegalArgumentException("boom");
            });
            var after = new CompletableFuture<String>();
            real.after(Duration.ofMillis(1), () -> after.complete("still runs"));

            assertThat(after.join()).isEqualTo("still runs");
            assertThat(real.failures()).singleElement().satisfies(thrown -> assertThat(thrown).hasMessage("boom"));
        } finally {
            System.setErr(error);
        }
    }

    @Test
    void nobodyWaitsForAClosedClock() {
        var real = new RealTime();
        real.close();

        real.post(() -> ran.add("dropped"));
        assertThatIllegalStateException().isThrownBy(() -> real.call(() -> "never"));
        assertThat(ran).isEmpty();
    }

    @Test
    void anAbandonedSequenceGoesNoFurther() {
        var sequence = new Sequence(List.of(done -> time.after(Duration.ofSeconds(1), done), done -> ran.add(
                "second step")));
        sequence.proceed();

        sequence.abandon();
        time.runUntilIdle(Duration.ofHours(1));

        assertThat(ran).isEmpty();
    }
}
