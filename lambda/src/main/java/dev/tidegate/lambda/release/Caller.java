package dev.tidegate.lambda.release;

/**
 * A Step Functions state that waits for the end of a phase.
 *
 * @param taskToken at most 2,048 characters (Step Functions API reference, SendTaskSuccess)
 * @param answered whether the end has been told, or nobody is there to be told any more
 */
public record Caller(Phase phase, String taskToken, boolean answered) {
    /** One that waits. */
    public Caller(Phase phase, String taskToken) {
        this(phase, taskToken, false);
    }

    Caller nowAnswered() {
        return new Caller(phase, taskToken, true);
    }
}
