package dev.tidegate.lambda.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.release.Interruption.Moment;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever call a wake-up dies at or is overtaken at, the release goes the same way. */
class InterruptedTest {
    static Stream<Arguments> everyCall() {
        return Stream.of(Samples.nativeRelease(), Samples.codeDeployRelease()).flatMap(release -> {
            World undisturbed = new World(release);
            undisturbed.untilTheEnd();
            return IntStream.rangeClosed(1, undisturbed.interruption.calls()).boxed()
                    .flatMap(call -> Stream.of(Moment.values()).map(moment -> Arguments.of(release, call, moment)));
        });
    }

    @Test
    void aLifeHasCallsEnoughForTheseTestsToMeanSomething() {
        assertThat(everyCall().count()).isGreaterThan(80);
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("everyCall")
    void aCrashAtAnyCallIsMadeUpForBySweeping(Release release, int call, Moment moment) {
        World world = new World(release);
        world.cloud.remembersClientTokens = false;
        world.interruption.at(call, moment, () -> {
            throw new World.Crash();
        });

        world.untilTheEnd();

        assertThat(world.failures).hasSize(1);
        assertEndedWell(world, release);
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("everyCall")
    void aSecondWakeUpInTheMiddleOfAnyCallChangesNothing(Release release, int call, Moment moment) {
        World world = new World(release);
        world.interruption.at(call, moment, world::wake);

        world.untilTheEnd();

        assertThat(world.failures).isEmpty();
        assertEndedWell(world, release);
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("everyCall")
    void anOutageThatBeginsAtAnyCallIsWaitedOut(Release release, int call, Moment moment) {
        World world = new World(release);
        world.interruption.at(call, moment, () -> {
            throw new Cloud.Unavailable("throttled", null);
        });

        world.untilTheEnd();

        assertEndedWell(world, release);
    }

    private static void assertEndedWell(World world, Release release) {
        assertThat(world.cloud.breaches).isEmpty();
        assertThat(world.state()).isInstanceOf(State.Completed.class);
        assertThat(world.cloud.orders(Phase.PRE_TRAFFIC)).hasSize(1);
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).hasSize(1);
        assertThat(world.cloud.taken).hasSize(release.correspondence().hooks().size());
        assertThat(world.cloud.taken.values()).allMatch(answer -> answer instanceof HookAnswer.Succeeded);
    }
}
