package dev.tidegate.lambda.release;

import java.util.List;
import java.util.Optional;

import dev.tidegate.lambda.drain.DrainReading;

/**
 * What can be seen and done in AWS, in the words of this package. Reads tell what is true now; acts may be repeated.
 *
 * <p>Every method may throw {@link Unavailable}: then nothing is known, and the act may or may not have happened.
 */
public interface Cloud {
    /** Looks up what a deployment is about. */
    Resolution resolve(Release release);

    /** Reads how the deployment stands. */
    DeploymentStatus deployment(Release release);

    /**
     * Reads what runs, or would be started, before the new code exists.
     *
     * @param target what {@link #resolve} has found
     */
    List<DrainReading> before(Release release, Target target);

    /** Reads which tasks could run code against the release's database, one reading for each consumer. */
    List<DrainReading> drain(Release release);

    /** Reads the alarms that must be quiet before the post-traffic phase. */
    AlarmReading alarms(Target target);

    /** Starts a task that nobody can have started yet. */
    Launch start(TaskOrder order);

    /** Looks for a task of this key that an earlier wake-up started without getting to record it. */
    Optional<String> find(TaskOrder order);

    /** Reads how a task stands. */
    TaskStatus task(Target target, String taskArn);

    /**
     * Asks for a task to be stopped.
     *
     * @throws AnswerNotTaken when there is no such task any more
     */
    void stop(Target target, String taskArn, String reason);

    /**
     * Delivers the final answer to a CodeDeploy hook; having been answered before is no error.
     *
     * @throws AnswerNotTaken when there is no such hook or deployment any more, so that trying again is of no use
     */
    void answer(String deploymentId, Hook hook, HookAnswer answer);

    /**
     * Tells a Step Functions state the end of the phase it waits for.
     *
     * @param answer a final one
     * @throws AnswerNotTaken when nobody waits any more
     */
    void answer(Release release, Caller caller, HookAnswer answer);

    /**
     * Tells a Step Functions state that what it asked for was refused.
     *
     * @throws AnswerNotTaken when nobody waits any more
     */
    void refuse(Caller caller, String reason);

    /**
     * Tells a Step Functions state that its phase is still being looked after.
     *
     * @throws AnswerNotTaken when nobody waits any more
     */
    void heartbeat(Caller caller);

    /** Publishes steps of the release's history as events; once told, a step is not told again. */
    void publish(Release release, List<Transition> steps);

    /** Nobody is there to take an answer. */
    final class AnswerNotTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public AnswerNotTaken(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** AWS could not be asked or did not answer in a way that can be relied on. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
