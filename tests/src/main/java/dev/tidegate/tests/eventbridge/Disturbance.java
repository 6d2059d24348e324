package dev.tidegate.tests.eventbridge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Decides what becomes of an event on its way to a target. Asked on the control-plane thread. */
@FunctionalInterface
public interface Disturbance {
    /**
     * The copies that arrive, each so much later than usual: none drops the event, one of zero delivers it as usual, two
     * deliver it twice. Unlike delays change the order of events.
     *
     * @param event the envelope; not to be changed
     * @param targetArn the function it is for
     */
    List<Duration> copies(ObjectNode event, String targetArn);

    /** Every event once, in order. */
    static Disturbance none() {
        return (event, targetArn) -> List.of(Duration.ZERO);
    }

    /**
     * Chance, the same for the same seed and the same order of events. Every copy is delayed by up to {@code longest}.
     *
     * @param drop chance from 0 to 1 that an event is lost
     * @param duplicate chance from 0 to 1 that an event that is not lost comes twice
     */
    static Disturbance seeded(long seed, double drop, double duplicate, Duration longest) {
        SplittableRandom random = new SplittableRandom(seed);
        return (event, targetArn) -> {
            List<Duration> copies = new ArrayList<>();
            if (random.nextDouble() >= drop) {
                copies.add(Duration.ofMillis(random.nextLong(longest.toMillis() + 1)));
                if (random.nextDouble() < duplicate) {
                    copies.add(Duration.ofMillis(random.nextLong(longest.toMillis() + 1)));
                }
            }
            return copies;
        };
    }
}
