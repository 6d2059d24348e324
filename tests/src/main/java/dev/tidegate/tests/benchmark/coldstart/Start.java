package dev.tidegate.tests.benchmark.coldstart;

import dev.tidegate.tests.function.LambdaFunction;
import dev.tidegate.tests.function.LambdaHost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

/**
 * A process of the function that answered its first invocation, in nanoseconds.
 *
 * @param firstCall from before its start until its first call reached AWS
 * @param response until the invocation was answered, after calls of two services
 * @param cpu what the process had used by then
 */
record Start(long firstCall, long response, long cpu) {
    /** ECS asks at the first stage of a deployment: a write to the ledger, then ECS is asked what is deployed. */
    private static final byte[] HOOK = """
            {"lifecycleStage": "PRE_SCALE_UP",
             "resourceArn": "arn:aws:ecs:eu-central-1:123456789012:service-deployment/production/shop/d1",
             "executionDetails": {"serviceArn": "arn:aws:ecs:eu-central-1:123456789012:service/production/shop",
             "targetServiceRevisionArn": "arn:aws:ecs:eu-central-1:123456789012:service-revision/production/shop/1"}}"""
            .getBytes(StandardCharsets.UTF_8);

    static Start of(LambdaFunction function, AwsStub aws) throws InterruptedException, ExecutionException {
        Queue<String> log = new ConcurrentLinkedQueue<>();
        try (LambdaHost host = new LambdaHost(log::add)) {
            host.register(function);
            aws.forget();
            long start = System.nanoTime();
            invoke(host, function, log);
            long response = System.nanoTime() - start;
            if (aws.services().size() < 2) {
                throw new IllegalStateException("expected calls of DynamoDB and ECS, got " + aws.services() + "\n"
                        + String.join("\n", log));
            }
            return new Start(aws.firstCall() - start, response, ofProcess(host).info().totalCpuDuration()
                    .map(Duration::toNanos).orElse(0L));
        }
    }

    /** Lets the function answer once and end by itself, so that it writes its archive. */
    static void train(LambdaFunction function, AwsStub aws) throws InterruptedException, ExecutionException {
        Queue<String> log = new ConcurrentLinkedQueue<>();
        try (LambdaHost host = new LambdaHost(log::add)) {
            host.register(function);
            aws.forget();
            invoke(host, function, log);
            ProcessHandle process = ofProcess(host);
            process.destroy();
            process.onExit().get();
        }
    }

    private static void invoke(LambdaHost host, LambdaFunction function, Queue<String> log)
            throws InterruptedException {
        try {
            host.invoke(function.name(), HOOK).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getMessage() + "\n" + String.join("\n", log), e);
        }
    }

    private static ProcessHandle ofProcess(LambdaHost host) {
        return ProcessHandle.of(host.processIds().getFirst())
                .orElseThrow(() -> new IllegalStateException("the function's process has ended"));
    }
}
