package dev.tidegate.tests.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/** The function of {@link LambdaHostTest}; does what its payload says. */
public final class SampleHandler implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String order = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        String answer = switch (order) {
            case "throw" -> throw new IllegalStateException("boom \u20ac");
            case "exit" -> exit();
            case "hang" -> hang();
            case "environment" -> String.join(",", System.getenv().keySet().stream().sorted().toList());
            case "context" -> String.join(" ", context.getInvokedFunctionArn(), context.getFunctionName(),
                    String.valueOf(context.getMemoryLimitInMB()), System.getenv("AWS_REGION"), System.getenv("STAGE"),
                    String.valueOf(context.getRemainingTimeInMillis() > 20_000));
            case "log" -> log("line of the function \u20ac");
            default -> order + " by " + ProcessHandle.current().pid();
        };
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static String exit() {
        Runtime.getRuntime().halt(7);
        return "";
    }

    private static String log(String line) {
        System.out.println(line);
        return "";
    }

    private static String hang() {
        log("hanging");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }
}
