package dev.tidegate.tests.function;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A function as it is configured in Lambda.
 *
 * @param arn without a version, such as {@code arn:aws:lambda:eu-west-1:123456789012:function:tidegate}
 * @param handler as in Lambda's configuration, such as {@code com.example.Handler} or {@code com.example.Handler::handle}
 * @param code jars and folders with classes
 * @param environment seen by the function beside Lambda's own variables
 * @param timeout of one invocation, the start of the process not included
 * @param memory told to the function, in MB; not enforced
 * @param concurrency how many processes at most; further invocations wait
 * @param jvmOptions of the processes
 */
public record LambdaFunction(String arn, String handler, List<Path> code, Map<String, String> environment,
        Duration timeout, int memory, int concurrency, List<String> jvmOptions) {
    private static final int PARTS_OF_ARN = 7;

    public LambdaFunction {
        code = List.copyOf(code);
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
        if (!arn.startsWith("arn:aws:lambda:") || arn.split(":").length != PARTS_OF_ARN) {
            throw new IllegalArgumentException("expected the ARN of a function, got \"" + arn + "\"");
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("expected a concurrency of at least 1, got " + concurrency);
        }
    }

    /** With a minute to answer, 512 MB, at most two processes, and a JVM made to start fast. */
    public static LambdaFunction of(String arn, String handler, Path... code) {
        return new LambdaFunction(arn, handler, List.of(code), Map.of(), Duration.ofMinutes(1), 512, 2,
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    public LambdaFunction environment(Map<String, String> variables) {
        return new LambdaFunction(arn, handler, code, variables, timeout, memory, concurrency, jvmOptions);
    }

    public LambdaFunction timeout(Duration limit) {
        return new LambdaFunction(arn, handler, code, environment, limit, memory, concurrency, jvmOptions);
    }

    public LambdaFunction memory(int megabytes) {
        return new LambdaFunction(arn, handler, code, environment, timeout, megabytes, concurrency, jvmOptions);
    }

    public LambdaFunction concurrency(int processes) {
        return new LambdaFunction(arn, handler, code, environment, timeout, memory, processes, jvmOptions);
    }

    public LambdaFunction jvmOptions(String... options) {
        return new LambdaFunction(arn, handler, code, environment, timeout, memory, concurrency, List.of(options));
    }

    public String name() {
        return arn.split(":")[6];
    }

    String region() {
        return arn.split(":")[3];
    }

    /** @param reference a name, an ARN, or an ARN with a version or alias; there is only one version here */
    boolean isMeantBy(String reference) {
        return reference.equals(name()) || reference.equals(arn) || reference.startsWith(arn + ":");
    }
}
