package dev.tidegate.lambda.release;

/**
 * A lifecycle hook of a CodeDeploy deployment that waits for our answer. (ECS asks again and again and takes the answer
 * from what the function returns, so that nothing has to be remembered.)
 *
 * @param executionId what CodeDeploy wants to have back
 * @param answered whether a final answer has been delivered
 */
public record Hook(String executionId, boolean answered) {
    /** One that waits. */
    public Hook(String executionId) {
        this(executionId, false);
    }

    Hook nowAnswered() {
        return new Hook(executionId, true);
    }
}
