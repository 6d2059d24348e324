package dev.tidegate.lambda.release;

import dev.tidegate.lambda.drain.Before;
import dev.tidegate.lambda.drain.DrainReading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does the same thing whatever woke us: load the release, observe, let the policy decide, record, act, until nothing
 * changes any more. A wake-up may come twice, at the same time as another, late, or die anywhere: the next one goes on
 * from what is recorded.
 */
public final class Reconciler {
    /** Enough for a release to go through all its states in one wake-up. */
    private static final int MOST_STEPS = 16;
    /** A release that cannot be looked at must not be the first in line for ever. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Cloud cloud;
    private final Conduct conduct;
    private final InstantSource clock;
    private final Watcher watcher;
    private final Observer observer;
    private final Correspondent correspondent;
    private final Claims claims;
    private final MakingWay makingWay;
    private final Stopping stopping;

    public Reconciler(Ledger ledger, Cloud cloud, Conduct conduct, InstantSource clock, Watcher watcher) {
        this.ledger = ledger;
        this.cloud = cloud;
        this.conduct = conduct;
        this.clock = clock;
        this.watcher = watcher;
        this.observer = new Observer(cloud, ledger);
        this.correspondent = new Correspondent(cloud, watcher, clock);
        this.claims = new Claims(cloud, conduct, observer);
        this.makingWay = new MakingWay(ledger, observer);
        this.stopping = new Stopping(cloud, watcher);
    }

    /**
     * How releases are to be treated.
     *
     * @param rules for an entry of the settings, by its name
     * @param policy that follows them
     */
    public record Conduct(Function<String, Rules> rules, Function<Rules, Policy> policy) {
        /** The policy as it should be. */
        public Conduct(Function<String, Rules> rules) {
            this(rules, Policy::new);
        }

        Rules rules(Release release) {
            return release.target().map(target -> rules.apply(target.database())).orElse(Rules.DEFAULT);
        }

        Policy policy(Release release) {
            return policy.apply(rules(release));
        }
    }

    /**
     * Brings a release as far as it can go now.
     *
     * @throws Cloud.Unavailable when AWS could not be asked; what had been recorded stays
     * @throws RuntimeException when anything else went wrong. Whatever it was, the release goes to the end of the line
     */
    public Outcome reconcile(Release release) {
        return reconcile(new Walk(release));
    }

    /**
     * The same for a hook of ECS, which waits for what is returned. When AWS cannot be asked it asks again: an error would make
     * ECS roll back.
     */
    public HookAnswer answer(Release release) {
        Walk walk = new Walk(release);
        try {
            return HookAnswer.to(reconcile(walk).release().state());
        } catch (Cloud.Unavailable e) {
            watcher.failed(release, e);
            return walk.unrecorded(e).orElseGet(HookAnswer.NotYet::new);
        }
    }

    private Outcome reconcile(Walk walk) {
        try {
            walk.on();
            return new Outcome(finish(walk.current, correspondent.write(walk.current, conduct.rules(walk.current))),
                    walk.last.why(), walk.last.gates());
        } catch (RuntimeException e) {
            walk.unrecorded(e).ifPresent(answer -> correspondent.answerUnrecorded(walk.current, answer));
            putOff(walk.current);
            throw e;
        }
    }

    /** One wake-up's way through the states. */
    private final class Walk {
        private Release current;
        private Decision last;
        private boolean claimedHere;
        private Optional<DeploymentStatus> seenHere = Optional.empty();

        private Walk(Release release) {
            current = release;
            last = Decision.to(release.state(), lastWords(release));
        }

        private void on() {
            for (int step = 0; step < MOST_STEPS; step++) {
                last = decide();
                if (last.stopTask() && !(last.next() instanceof State.Ended)) {
                    stopping.running(current, last.why());
                }
                boolean stays = last.next().equals(current.state());
                if (stays && last.lineage().isEmpty()) {
                    watcher.waits(current, last.why());
                    return;
                }
                boolean enough = stays || isEnough(current.state(), last.next());
                record();
                if (enough) {
                    return;
                }
            }
        }

        /** Whether looking again at once would show nothing new. */
        private boolean isEnough(State before, State after) {
            boolean startedHere = claimedHere && Claims.areUsed(before, after);
            boolean hookIsStillToBeAnswered = before instanceof State.PreRunning && after instanceof State.Armed;
            boolean readHere = before instanceof State.Draining && after instanceof State.Draining;
            return startedHere || hookIsStillToBeAnswered || readHere;
        }

        private Optional<HookAnswer> unrecorded(RuntimeException problem) {
            return conduct.policy(current).unrecorded(current, last.next(), String.valueOf(problem.getMessage()), clock
                    .instant());
        }

        private void record() {
            try {
                boolean within = last.next().name().equals(current.state().name());
                // One write for both: what was recorded before, and is told now, and what is new within the same state.
                Release told = within ? correspondent.publish(current) : current;
                Release followed = onAgenda(told.follow(last, clock.instant()));
                Optional<Lineage> lineage = last.lineage().or(() -> makingWay.after(current, last));
                Release written = lineage.isPresent() ? ledger.save(followed, lineage.get()) : ledger.save(followed);
                claimedHere = Claims.isClaim(written.state());
                watcher.entered(current, written, last.why());
                current = written;
            } catch (Ledger.Conflict _) {
                current = reload(current);
                stopping.unwanted(current, last.next());
                claimedHere = false;
                seenHere = Optional.empty();
            }
        }

        private Decision decide() {
            Policy policy = conduct.policy(current);
            Instant now = clock.instant();
            try {
                return cancelledAtOnce(policy, current).orElseGet(() -> observeAndDecide(policy, now));
            } catch (Cloud.Unavailable e) {
                return policy.blind(current, e.getMessage(), clock.instant()).orElseThrow(() -> e);
            }
        }

        private Decision observeAndDecide(Policy policy, Instant now) {
            Release release = current;
            return switch (release.state()) {
                case State.Opened _ -> opened(policy, release, now);
                case State.PreRunning state when now.isBefore(state.attempt().startAfter()) ->
                    Decision.to(state, lastWords(release));
                case State.PreRunning state when Claims.isClaim(state) && state.attempt().wasPutOff() ->
                    Decision.to(new State.PreRunning(state.attempt().claimedAgain(now)), lastWords(release));
                case State.PreRunning state when Claims.isClaim(state) ->
                    claims.pre(policy, release, state, claimedHere, now);
                case State.PreRunning state -> remembering(policy.preRunning(release, state, observer.task(release,
                        state), now), () -> observer.before(release, release.knownTarget()), now);
                case State.Armed state -> remembering(policy.armed(release, state, deployment(), now),
                        () -> observer.drain(release), now);
                case State.Draining state ->
                    policy.draining(release, state, observer.observe(release, deployment()), now);
                case State.PostRunning state when Claims.isClaim(state) ->
                    claims.post(policy, release, state, claimedHere, now);
                case State.PostRunning state ->
                    policy.postRunning(release, state, observer.task(release, state), now);
                case State.Ended ended -> Decision.to(ended, lastWords(release));
            };
        }

        /** Of a long deployment: an orphan from its beginning is forgotten by ECS before the deployment has succeeded. */
        private Decision remembering(Decision decision, Supplier<List<DrainReading>> look, Instant now) {
            boolean goesOn = !decision.next().equals(current.state());
            if (goesOn || !Agenda.isForOrphans(Duration.between(current.openedAt(), now))) {
                return decision;
            }
            Lineage lineage = ledger.lineage(current.knownTarget().database());
            return decision.remembering(lineage, lineage.remembering(look.get()));
        }

        /** A deployment that had succeeded a moment ago need not be asked again for the first look at the tasks. */
        private DeploymentStatus deployment() {
            DeploymentStatus status = seenHere.orElseGet(() -> observer.deployment(current));
            seenHere = Optional.of(status);
            return status;
        }
    }

    /** What has not been looked up may be a rollback, and those are not held up even when somebody cancels them. */
    private static Optional<Decision> cancelledAtOnce(Policy policy, Release release) {
        return release.state() instanceof State.Opened ? Optional.empty() : cancelled(policy, release);
    }

    private static Optional<Decision> cancelled(Policy policy, Release release) {
        return release.wishes().cancel().flatMap(wish -> policy.cancelled(release.state(), wish));
    }

    private static String lastWords(Release release) {
        return release.history().getLast().why();
    }

    private Decision opened(Policy policy, Release release, Instant now) {
        Resolution resolution = cloud.resolve(release);
        if (!(resolution instanceof Resolution.Migrates(Target target))) {
            return policy.opened(resolution);
        }
        Optional<Decision> cancelled = cancelled(policy, release);
        if (cancelled.isPresent()) {
            return cancelled.get();
        }
        Lineage lineage = ledger.lineage(target.database());
        List<DrainReading> before = lineage.contractingBeside(release.id()).isPresent() ? List.of()
                : observer.before(release, target);
        return policy.opened(release, target, Before.of(before, target.codes()), lineage.remembering(before), now);
    }

    /** One write for all that was told, and for when to look again; none when neither has changed. */
    private Release finish(Release recorded, Release told) {
        Release changed = onAgenda(told);
        if (changed.equals(recorded)) {
            return recorded;
        }
        try {
            return ledger.save(changed);
        } catch (Ledger.Conflict _) {
            // Whoever wrote it tells the same and looks again, too.
            return reload(told);
        }
    }

    private Release onAgenda(Release release) {
        return new Agenda(conduct.rules(release)).enter(release, clock.instant());
    }

    private void putOff(Release release) {
        Instant now = clock.instant();
        Instant later = now.plus(AFTER_FAILURE);
        try {
            Optional<Instant> next = new Agenda(conduct.rules(release)).next(release, now).filter(later::isAfter);
            ledger.save(release.lookingAt(next.or(() -> Optional.of(later))));
        } catch (Ledger.Conflict | RuntimeException e) {
            watcher.failed(release, new Cloud.Unavailable("cannot put the next look off: " + e.getMessage(), e));
        }
    }

    private Release reload(Release release) {
        return ledger.find(release.id()).orElseThrow(
                () -> new Cloud.Unavailable("release " + release.id() + " has vanished from the ledger", null));
    }
}
