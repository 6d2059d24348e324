package dev.tidegate.task.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Lets something that is told again and again through once in a while, and at once when it is about something else. */
final class Pace {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final InstantSource clock;
    private Optional<String> subject = Optional.empty();
    private Instant said = Instant.MIN;

    Pace(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether it is time to say something about {@code about}. */
    synchronized boolean lets(String about) {
        Instant now = clock.instant();
        boolean time = subject.filter(about::equals).isEmpty() || !now.isBefore(said.plus(INTERVAL));
        if (time) {
            subject = Optional.of(about);
            said = now;
        }
        return time;
    }

    /** Begins anew, for instance for the next migration; the first word comes after one interval. */
    synchronized void begin(String about) {
        subject = Optional.of(about);
        said = clock.instant();
    }
}
