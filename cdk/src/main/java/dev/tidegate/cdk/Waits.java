package dev.tidegate.cdk;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.stepfunctions.IntegrationPattern;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.Timeout;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.constructs.Construct;

/** States of Step Functions that call the function and wait until it tells the end of a phase. */
final class Waits {
    /** The function sends one at least every five minutes. */
    private static final Duration HEARTBEAT = Duration.minutes(15);

    private Waits() {}

    /** @param call what is announced, in the order in which it is to stand in the definition */
    static LambdaInvoke start(Construct scope, String id, IFunction function, Map<String, String> call) {
        Map<String, String> payload = new LinkedHashMap<>();
        payload.put("command", "start");
        payload.putAll(call);
        return state(scope, id, function, "Tidegate: run the pre-traffic phase", payload);
    }

    static LambdaInvoke await(Construct scope, String id, IFunction function, String release) {
        Map<String, String> payload = new LinkedHashMap<>();
        payload.put("command", "await");
        payload.put("release", release);
        payload.put("phase", "post-traffic");
        return state(scope, id, function, "Tidegate: wait for the end of the post-traffic phase", payload);
    }

    private static LambdaInvoke state(Construct scope, String id, IFunction function, String comment,
            Map<String, String> payload) {
        payload.put("taskToken", JsonPath.getTaskToken());
        return LambdaInvoke.Builder.create(scope, id).comment(comment).lambdaFunction(function)
                .integrationPattern(IntegrationPattern.WAIT_FOR_TASK_TOKEN).payload(TaskInput.fromObject(payload))
                .heartbeatTimeout(Timeout.duration(HEARTBEAT)).build();
    }
}
