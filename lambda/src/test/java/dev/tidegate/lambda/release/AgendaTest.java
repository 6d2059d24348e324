package dev.tidegate.lambda.release;

import static dev.tidegate.lambda.release.Samples.EVIDENCE;
import static dev.tidegate.lambda.release.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a release is looked at although nothing woke anybody. */
class AgendaTest {
    private final Agenda agenda = new Agenda(Rules.DEFAULT);

    private static Release told(Release release) {
        return release.with(release.correspondence().told(release.history().getLast().number()));
    }

    @ParameterizedTest
    @CsvSource({"0s, 1m", "4m, 1m", "8m, 2m", "20m, 5m", "30d, 5m"})
    void oneThatHasWaitedLongIsLookedAtLessOften(String age, String pause) {
        Release draining = told(Samples.in(Samples.nativeRelease(), State.Draining.begin()));
        Instant now = NOON.plus(duration(age));

        assertThat(agenda.next(draining, now)).contains(now.plus(duration(pause)));
    }

    @Test
    void aDeploymentIsGivenTime() {
        Release armed = told(Samples.in(Samples.nativeRelease(), new State.Armed()));

        assertThat(agenda.next(armed, NOON)).contains(NOON.plus(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource({"0s, 0s", "3m, 0s", "8m, 10m"})
    void oneThatIsLookedAtEveryMinuteIsNotWrittenForThat(String age, String lookAt) {
        Release draining = told(Samples.in(Samples.nativeRelease(), State.Draining.begin())).lookingAt(
                Optional.of(NOON));

        assertThat(agenda.enter(draining, NOON.plus(duration(age))).lookAt()).contains(NOON.plus(duration(lookAt)));
    }

    @Test
    void oneOfManyGoesToTheEndOfTheLine() {
        Release draining = told(Samples.in(Samples.nativeRelease(), State.Draining.begin())).lookingAt(
                Optional.of(NOON));

        assertThat(agenda.enter(draining.atTheEndOfTheLine(), NOON).lookAt()).contains(NOON.plusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({"0s, false", "19m, false", "20m, true", "25m, true", "26m, false", "39m, false", "40m, true",
            "1d, true"})
    void tasksThatEcsHasGivenUpAreLookedForBeforeItForgetsThem(String age, boolean looked) {
        assertThat(Agenda.isForOrphans(duration(age))).isEqualTo(looked);
    }

    @Test
    void aLaterDateGivesWayToASoonerOne() {
        Release draining = told(Samples.in(Samples.nativeRelease(), State.Draining.begin())).lookingAt(
                Optional.of(NOON.plusSeconds(300)));

        assertThat(agenda.enter(draining, NOON).lookAt()).contains(NOON.plusSeconds(60));
    }

    private static Duration duration(String text) {
        return Duration.parse(text.endsWith("d") ? "P" + text : "PT" + text);
    }

    @ParameterizedTest
    @CsvSource({"49m30s, 50m", "50m, 52m", "53m, 54m"})
    void aHooksDeadlinesAreNotMissed(String now, String next) {
        Release running = told(Samples.in(Samples.codeDeployRelease(), new State.PreRunning(Attempt.claim(1, NOON)
                .startedAs("task/1", NOON))));

        assertThat(agenda.next(running.with(Correspondence.NONE.told(9)), NOON.plus(duration(now)))).contains(NOON.plus(
                duration(next)));
    }

    @Test
    void theSecondReadIsMadeWhenItCounts() {
        State.Draining clearOnce = State.Draining.begin().seenClear(Samples.clearance(NOON));

        assertThat(agenda.next(told(Samples.in(Samples.nativeRelease(), clearOnce)), NOON.plusSeconds(1))).contains(
                NOON.plusSeconds(30));
    }

    @Test
    void anAttemptIsMadeWhenItIsDue() {
        State.Draining backOff = new State.Draining(Optional.empty(), Optional.empty(), Optional.of(NOON.plusSeconds(
                17)), new State.Tries(1, 1));

        assertThat(agenda.next(told(Samples.in(Samples.nativeRelease(), backOff)), NOON)).contains(NOON.plusSeconds(
                17));
    }

    @Test
    void oneThatHasEndedIsLookedAtUntilEverybodyKnows() {
        Release ended = Samples.in(Samples.nativeRelease(), new State.Completed(EVIDENCE));

        assertThat(agenda.next(ended, NOON)).contains(NOON.plusSeconds(60));
        assertThat(agenda.next(told(ended), NOON)).isEmpty();
        assertThat(agenda.next(ended, NOON.plus(Duration.ofDays(1)).plusSeconds(1))).isEmpty();
        Release owing = told(Samples.in(Samples.codeDeployRelease(), new State.PreFailed("why")));
        assertThat(agenda.next(owing, NOON)).contains(NOON.plusSeconds(60));
    }
}
