package dev.tidegate.lambda.release;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a release has to be looked at next at the latest. Events make it sooner; this is for those that never come. A
 * release that has waited long is looked at less often, so that many of them can wait at once.
 */
final class Agenda {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration SELDOM = Duration.ofMinutes(5);
    /** A third of how long ECS lists a task that has stopped (ECS API reference, DescribeTasks). */
    private static final Duration ORPHANS = Duration.ofMinutes(20);
    /** How long it is tried to tell others what became of a release that has ended, or those who ask after that. */
    private static final Duration TELLING = Duration.ofDays(1);

    private final Rules rules;

    Agenda(Rules rules) {
        this.rules = rules;
    }

    /**
     * Notes when to look at a release next. One that is due, or will be soon enough, stays as it is: the sweep comes every
     * minute anyway. One that has ended and still has something to tell makes way for those that go on.
     */
    Release enter(Release release, Instant now) {
        Optional<Instant> next = next(release, now);
        boolean soonEnough = next.isPresent() && release.lookAt().filter(at -> !at.isAfter(next.get()))
                .filter(at -> at.isAfter(now) || !(release.state() instanceof State.Ended)
                        && !next.get().isAfter(now.plus(SOON))).isPresent();
        return soonEnough ? release : release.lookingAt(next);
    }

    /**
     * Whether a look at a release of this age also looks for tasks that ECS has given up. As there is a look at least every
     * five minutes, one of them does so every twenty, and the others are spared the reading of all tasks.
     */
    static boolean isForOrphans(Duration age) {
        return age.compareTo(ORPHANS) >= 0 && age.toMillis() % ORPHANS.toMillis() < SELDOM.plus(SOON).toMillis();
    }

    /** Empty when it need not be looked at any more. */
    Optional<Instant> next(Release release, Instant now) {
        boolean ended = release.state() instanceof State.Ended;
        boolean silent = !release.correspondence().isOwed() && release.untold().isEmpty();
        if (ended && (silent || now.isAfter(owedSince(release).plus(TELLING)))) {
            return Optional.empty();
        }
        if (ended || !silent && release.correspondence().hooks().stream().anyMatch(hook -> !hook.answered())) {
            return Optional.of(now.plus(SOON));
        }
        return Optional.of(sooner(now, release));
    }

    private static Instant owedSince(Release release) {
        return release.correspondence().since().filter(release.enteredAt()::isBefore).orElseGet(release::enteredAt);
    }

    private Instant sooner(Instant now, Release release) {
        // Of a deployment's end, too, an event tells at once; it takes minutes, and nobody waits for what comes after it.
        Instant regular = now.plus(release.state() instanceof State.Armed ? SELDOM
                : pause(Duration.between(release.enteredAt(), now)));
        Stream<Instant> dates = switch (release.state()) {
            case State.Draining draining -> Stream.of(draining.clear().map(clear -> clear.at().plus(rules.settle())),
                    draining.notBefore(), draining.goneSince().map(gone -> gone.plus(rules.delay())))
                    .flatMap(Optional::stream);
            case State.Opened _ -> Stream.of(deadline(release));
            case State.PreRunning running -> Stream.of(running.attempt().startAfter(), deadline(release),
                    deadline(release).plus(rules.grace()), deadline(release).plus(rules.grace().multipliedBy(2)));
            case State.PostRunning running ->
                Stream.of(running.attempt().claimedAt().plus(rules.postLimit()).plus(rules.grace()));
            case State.Armed _,State.Ended _ -> Stream.empty();
        };
        return Stream.concat(Stream.of(regular), dates.filter(now::isBefore)).min(Instant::compareTo).orElseThrow();
    }

    private Instant deadline(Release release) {
        return release.openedAt().plus(rules.preLimit());
    }

    private static Duration pause(Duration age) {
        Duration quarter = age.dividedBy(4);
        if (quarter.compareTo(SOON) < 0) {
            return SOON;
        }
        return quarter.compareTo(SELDOM) > 0 ? SELDOM : quarter;
    }
}
