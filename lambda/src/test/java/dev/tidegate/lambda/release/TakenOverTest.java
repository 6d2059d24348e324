package dev.tidegate.lambda.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.release.Interruption.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two wake-ups find the claim of a third that died: one takes it over while the other comes to give it up. */
class TakenOverTest {
    private static World abandoned() {
        World world = new World(Samples.nativeRelease()).drainedOnce();
        world.passes(Duration.ofSeconds(30));
        world.cloud.launch = Optional.of(new Launch.NotNow("not yet"));
        world.wake();
        world.cloud.launch = Optional.empty();
        Release release = world.ledger.kept(world.id);
        State.PostRunning claimed = new State.PostRunning(Attempt.claim(1, world.now()), Samples.EVIDENCE,
                new State.Tries(
                        1, 0));
        world.ledger.keep(Samples.in(release, claimed));
        world.ledger.keep(world.ledger.kept("orders").contracting(world.id));
        world.passes(Rules.DEFAULT.claimLife().minusSeconds(1));
        return world;
    }

    static Stream<Arguments> everyCall() {
        World undisturbed = abandoned();
        int before = undisturbed.interruption.calls();
        undisturbed.wake();
        return IntStream.rangeClosed(1, undisturbed.interruption.calls() - before).boxed().flatMap(call -> Stream.of(
                Moment
                        .values()).map(moment -> Arguments.of(call, moment)));
    }

    private static void giveUp(World world) {
        world.passes(Duration.ofSeconds(2));
        world.cloud.alarms = new AlarmReading.Ringing(List.of("errors"));
        world.wake();
        world.cloud.alarms = new AlarmReading.Quiet();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyCall")
    void onlyOneOfThemGoesOn(int call, Moment moment) {
        World world = abandoned();
        world.interruption.at(call, moment, () -> giveUp(world));

        world.wake();
        for (int minute = 0; minute < 5; minute++) {
            world.passes(Duration.ofMinutes(1));
            world.wake();
        }

        assertThat(world.cloud.breaches).isEmpty();
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).hasSize(1);
    }
}
