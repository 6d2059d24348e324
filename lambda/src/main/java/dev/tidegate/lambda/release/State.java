package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.Optional;

import dev.tidegate.lambda.drain.Clearance;
import dev.tidegate.lambda.drain.Evidence;

/** Where a release is in its life. */
public sealed interface State {
    /** The state's name in the ledger, in events and in logs. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Nothing more happens by itself. */
    sealed interface Ended extends State {}

    /** A state that holds the right to run a migration task. */
    sealed interface Running extends State {
        Attempt attempt();

        Phase phase();

        /** The same state once the task is known. */
        Running startedAs(String taskArn, Instant at);
    }

    /** A wake-up has named the deployment; nothing has been looked up yet. */
    record Opened() implements State {}

    /** The pre-traffic migrations run, or are about to. */
    record PreRunning(Attempt attempt) implements Running {
        @Override
        public Phase phase() {
            return Phase.PRE_TRAFFIC;
        }

        @Override
        public PreRunning startedAs(String taskArn, Instant at) {
            return new PreRunning(attempt.startedAs(taskArn, at));
        }
    }

    /** The pre-traffic migrations succeeded; the deployment goes on. */
    record Armed() implements State {}

    /**
     * The deployment succeeded; the post-traffic phase waits for its gates.
     *
     * @param clear the first of the two reads that must find the old code gone, if it has been made
     * @param goneSince since when the old code counts as gone, once that was proven; every attempt proves it anew, and
     *        only seeing old code again takes it back
     * @param notBefore when the next attempt may be made, after one that ended with "not yet" or may be repeated
     * @param tries what has been tried so far
     */
    record Draining(Optional<Clearance> clear, Optional<Instant> goneSince, Optional<Instant> notBefore, Tries tries)
            implements
                State {
        /** The deployment has just succeeded. */
        public static Draining begin() {
            return new Draining(Optional.empty(), Optional.empty(), Optional.empty(), Tries.NONE);
        }

        Draining seenClear(Clearance clearance) {
            return new Draining(Optional.of(clearance), goneSince, notBefore, tries);
        }

        /** The next attempt is due at once. */
        Draining hurried() {
            return new Draining(clear, goneSince, Optional.empty(), tries);
        }

        /** Attempts go on counting, so that no two tasks have the same key; failures are forgiven. */
        Draining after(int attempts) {
            return new Draining(clear, goneSince, notBefore, new Tries(attempts, 0));
        }

        /** The second read has found it gone, too. */
        Draining proven(Instant at) {
            return new Draining(clear, goneSince.or(() -> Optional.of(at)), notBefore, tries);
        }

        Draining seenNothing() {
            return new Draining(Optional.empty(), goneSince, notBefore, tries);
        }

        Draining seenOldCode() {
            return new Draining(Optional.empty(), Optional.empty(), notBefore, tries);
        }
    }

    /**
     * The post-traffic tasks of a release.
     *
     * @param made how many were tried
     * @param failed how many of them failed in a way that may be repeated; "not yet" is no failure
     */
    record Tries(int made, int failed) {
        static final Tries NONE = new Tries(0, 0);

        Tries another() {
            return new Tries(made + 1, failed);
        }

        Tries anotherFailure() {
            return new Tries(made, failed + 1);
        }
    }

    /**
     * The post-traffic migrations run, or are about to.
     *
     * @param tries this attempt counted
     */
    record PostRunning(Attempt attempt, Evidence evidence, Tries tries) implements Running {
        @Override
        public Phase phase() {
            return Phase.POST_TRAFFIC;
        }

        @Override
        public PostRunning startedAs(String taskArn, Instant at) {
            return new PostRunning(attempt.startedAs(taskArn, at), evidence, tries);
        }
    }

    /** Both phases are done. */
    record Completed(Evidence evidence) implements Ended {}

    /** The pre-traffic migrations failed: the hook is answered "failed" and traffic never moves. */
    record PreFailed(String reason) implements Ended {}

    /** Nothing was run because something is wrong with what was asked: the hook is answered "failed". */
    record Refused(String reason) implements Ended {}

    /** Not ours to hold up, such as a rollback: the hook is answered "succeeded" and nothing is run. */
    record Bypassed(String reason) implements Ended {}

    /** The deployment failed, was stopped, rolled back or superseded: the post-traffic migrations never run. */
    record Disarmed(String reason) implements Ended {}

    /** The post-traffic migrations failed. @param tries how many attempts were made */
    record PostFailed(String reason, Evidence evidence, int tries) implements Ended {}
}
