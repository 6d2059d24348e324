package dev.tidegate.lambda.release;

import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.release.Policy.Claim;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Does the same thing whatever woke us: load the release, observe, let the policy decide, record, act, until nothing
 * changes any more. A wake-up may come twice, at the same time as another, late, or die anywhere: the next one goes on
 * from what is recorded.
 */
public final class Reconciler {
    /** Enough for a release to go through all its states in one wake-up. */
    private static final int MOST_STEPS = 16;
    private static final String LEFT_TO_ANOTHER = "another wake-up is about to start the migration task";

    private final Ledger ledger;
    private final Cloud cloud;
    private final Function<String, Rules> rulesByDatabase;
    private final InstantSource clock;
    private final Watcher watcher;

    /** @param rulesByDatabase the rules for an entry of the settings */
    public Reconciler(Ledger ledger, Cloud cloud, Function<String, Rules> rulesByDatabase, InstantSource clock,
            Watcher watcher) {
        this.ledger = ledger;
        this.cloud = cloud;
        this.rulesByDatabase = rulesByDatabase;
        this.clock = clock;
        this.watcher = watcher;
    }

    /**
     * Brings a release as far as it can go now.
     *
     * @throws Cloud.Unavailable when AWS could not be asked; what had been recorded stays
     */
    public Outcome reconcile(Release release) {
        Release current = release;
        boolean claimedHere = false;
        String why = "";
        for (int step = 0; step < MOST_STEPS; step++) {
            Decision decision = decide(current, claimedHere);
            why = decision.why();
            stopTaskIfAsked(current, decision);
            if (decision.next().equals(current.state())) {
                watcher.waits(current, why);
                break;
            }
            try {
                Release written = ledger.save(current.follow(decision, clock.instant()));
                claimedHere = isClaim(written.state());
                current = written;
                watcher.entered(current, why);
            } catch (Ledger.Conflict _) {
                current = reload(current);
                claimedHere = false;
            }
        }
        return new Outcome(answerHook(current), why);
    }

    private static boolean isClaim(State state) {
        return state instanceof State.Running running && running.attempt().task().isEmpty();
    }

    private Decision decide(Release release, boolean claimedHere) {
        try {
            return observeAndDecide(release, claimedHere);
        } catch (Cloud.Unavailable e) {
            return new Policy(rules(release)).blind(release, e.getMessage(), clock.instant()).orElseThrow(() -> e);
        }
    }

    private Decision observeAndDecide(Release release, boolean claimedHere) {
        Policy policy = new Policy(rules(release));
        Instant now = clock.instant();
        return switch (release.state()) {
            case State.Opened _ -> opened(policy, release, now);
            case State.PreRunning state when now.isBefore(state.attempt().startAfter()) ->
                Decision.to(state, lastWords(release));
            case State.PreRunning state when isClaim(state) && state.attempt().wasPutOff() ->
                Decision.to(new State.PreRunning(state.attempt().claimedAgain(now)), lastWords(release));
            case State.PreRunning state when isClaim(state) -> launchPre(policy, release, state, claimedHere, now);
            case State.PreRunning state ->
                unlessContracting(policy, release, policy.preRunning(release, state, task(release, state), now), now);
            case State.Armed state -> policy.armed(state, deployment(release));
            case State.Draining state -> {
                DeploymentStatus deployment = deployment(release);
                yield policy.draining(state, deployment, drainIfDeployed(release, deployment), now);
            }
            case State.PostRunning state when isClaim(state) -> launchPost(policy, release, state, claimedHere, now);
            case State.PostRunning state -> policy.postRunning(state, task(release, state), now);
            case State.Ended ended -> Decision.to(ended, lastWords(release));
        };
    }

    private Rules rules(Release release) {
        return release.target().map(target -> rulesByDatabase.apply(target.database())).orElse(Rules.DEFAULT);
    }

    private static String lastWords(Release release) {
        return release.history().getLast().why();
    }

    private Decision opened(Policy policy, Release release, Instant now) {
        Resolution resolution = cloud.resolve(release);
        Decision decision = policy.opened(resolution, now);
        return resolution instanceof Resolution.Migrates
                ? unlessContracting(policy, release.follow(decision, now), release, decision, now)
                : decision;
    }

    private Decision unlessContracting(Policy policy, Release release, Decision decision, Instant now) {
        return decision.next() instanceof State.Armed
                ? unlessContracting(policy, release, release, decision, now)
                : decision;
    }

    /** New code must not be let in while another release of the database takes away what older code needs. */
    private Decision unlessContracting(Policy policy, Release known, Release release, Decision decision, Instant now) {
        return contracting(known).map(other -> {
            String words = "waiting for release " + other.id() + " of " + other.version()
                    + ": its post-traffic migrations run";
            return policy.blind(release, words, now).orElseGet(() -> Decision.to(release.state(), words));
        }).orElse(decision);
    }

    private Optional<Release> contracting(Release release) {
        String database = release.knownTarget().database();
        return ledger.needingAttention().stream().filter(id -> !id.equals(release.id()))
                .flatMap(id -> ledger.find(id).stream())
                .filter(other -> other.state() instanceof State.PostRunning
                        && other.target().map(Target::database).equals(Optional.of(database)))
                .findFirst();
    }

    /** The claim was recorded before this: whoever finds it without a task looks for one before asking again. */
    private Decision launchPre(Policy policy, Release release, State.PreRunning state, boolean claimedHere,
            Instant now) {
        TaskOrder order = Orders.of(release, state, rules(release));
        Optional<String> earlier = claimedHere ? Optional.empty() : cloud.find(order);
        if (earlier.isPresent()) {
            return policy.preLaunched(release, state, new Launch.Started(earlier.get()), now);
        }
        if (!claimedHere && belongsToAnother(release, state, now)) {
            return Decision.to(state, LEFT_TO_ANOTHER);
        }
        Instant deadline = policy.preDeadline(release);
        Launch launch = now.isBefore(deadline) ? cloud.start(order)
                : new Launch.Impossible("its deadline, " + deadline + ", has passed");
        return policy.preLaunched(release, state, launch, now);
    }

    /** The wake-up that made the claim may be about to start the task. */
    private boolean belongsToAnother(Release release, State.Running state, Instant now) {
        return !state.attempt().outlived(rules(release).claimPatience(), now);
    }

    private Decision launchPost(Policy policy, Release release, State.PostRunning state, boolean claimedHere,
            Instant now) {
        TaskOrder order = Orders.of(release, state, rules(release));
        if (claimedHere) {
            return policy.postLaunched(state, cloud.start(order), now);
        }
        Optional<String> earlier = cloud.find(order);
        if (earlier.isPresent()) {
            return policy.postLaunched(state, new Launch.Started(earlier.get()), now);
        }
        if (belongsToAnother(release, state, now)) {
            return Decision.to(state, LEFT_TO_ANOTHER);
        }
        DeploymentStatus deployment = deployment(release);
        return switch (policy.postUnstarted(state, deployment, drainIfDeployed(release, deployment), now)) {
            case Claim.Holds() -> policy.postLaunched(state, cloud.start(order), now);
            case Claim.Not(Decision decision) -> decision;
        };
    }

    private TaskStatus task(Release release, State.Running state) {
        try {
            return cloud.task(release.knownTarget(), state.attempt().task().orElseThrow());
        } catch (Cloud.Unavailable e) {
            return new TaskStatus.Unknown(e.getMessage());
        }
    }

    private DeploymentStatus deployment(Release release) {
        try {
            return cloud.deployment(release);
        } catch (Cloud.Unavailable e) {
            return new DeploymentStatus.Unknown(e.getMessage());
        }
    }

    /** Listing tasks is the dear part and tells nothing while the deployment has not succeeded. */
    private DrainReading drainIfDeployed(Release release, DeploymentStatus deployment) {
        if (!(deployment instanceof DeploymentStatus.Succeeded)) {
            return new DrainReading.Unknown("not looked at: the deployment has not succeeded");
        }
        try {
            return cloud.drain(release);
        } catch (Cloud.Unavailable e) {
            return new DrainReading.Unknown(e.getMessage());
        }
    }

    private void stopTaskIfAsked(Release release, Decision decision) {
        if (decision.stopTask() && release.state() instanceof State.Running running) {
            running.attempt().task().ifPresent(task -> stop(release, task, decision.why()));
        }
    }

    /** Stopping only hastens the end; failing to do so must not hold up what was decided. */
    private void stop(Release release, String task, String why) {
        try {
            cloud.stop(release.knownTarget(), task, why);
        } catch (Cloud.Unavailable e) {
            watcher.failed(release.id(), e);
        }
    }

    /** The state is recorded first, so that an answer is never given for something that is then forgotten. */
    private Release answerHook(Release release) {
        if (!(release.deployment() instanceof Deployment.CodeDeploy(String deploymentId))
                || release.hook().filter(hook -> !hook.answered()).isEmpty()) {
            return release;
        }
        HookAnswer answer = HookAnswer.to(release.state());
        if (answer instanceof HookAnswer.NotYet) {
            return release;
        }
        try {
            cloud.answer(deploymentId, release.hook().get(), answer);
        } catch (Cloud.AnswerNotTaken e) {
            watcher.failed(release.id(), e);
        }
        try {
            return ledger.save(release.hookAnswered());
        } catch (Ledger.Conflict _) {
            // Whoever wrote it comes to the same answer, and CodeDeploy takes only the first.
            return reload(release);
        }
    }

    private Release reload(Release release) {
        return ledger.find(release.id()).orElseThrow(
                () -> new Cloud.Unavailable("release " + release.id() + " has vanished from the ledger", null));
    }
}
