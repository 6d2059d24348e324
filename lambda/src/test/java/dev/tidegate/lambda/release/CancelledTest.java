package dev.tidegate.lambda.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.release.Interruption.Moment;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whenever somebody cancels a release, no migration task of it goes on that nobody waits for. */
class CancelledTest {
    static Stream<Arguments> everyCall() {
        return Stream.of(Samples.nativeRelease(), Samples.codeDeployRelease()).flatMap(release -> {
            World undisturbed = new World(release);
            undisturbed.wake();
            return IntStream.rangeClosed(1, undisturbed.interruption.calls()).boxed()
                    .flatMap(call -> Stream.of(Moment.values()).map(moment -> Arguments.of(release, call, moment)));
        });
    }

    private static void cancel(World world) {
        Release kept = world.ledger.kept(world.id);
        if (Requests.cancel(kept, new Wish("ann", world
                .now())) instanceof Requests.Reply.Granted(Release asked, var _)) {
            try {
                world.ledger.save(asked);
            } catch (Ledger.Conflict e) {
                throw new AssertionError(e);
            }
        }
        world.wake();
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("everyCall")
    void aTaskThatWasJustStartedIsStopped(Release release, int call, Moment moment) {
        World world = new World(release);
        world.interruption.at(call, moment, () -> cancel(world));

        world.wake();

        assertThat(world.state()).isInstanceOf(State.Ended.class);
        assertThat(world.cloud.started.size()).isLessThanOrEqualTo(1);
        assertThat(world.cloud.stopped.isEmpty()).isEqualTo(world.cloud.started.isEmpty());
        assertThat(world.cloud.breaches).isEmpty();
    }
}
