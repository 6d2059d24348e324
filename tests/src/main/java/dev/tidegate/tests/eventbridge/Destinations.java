package dev.tidegate.tests.eventbridge;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.tidegate.tests.function.Functions;
import dev.tidegate.tests.logs.SimulatedLogs;

/** What a rule can send to. */
record Destinations(Functions functions, Optional<SimulatedLogs> logs) {
    private static final String FUNCTION = "arn:aws:lambda:";
    private static final String LOG_GROUP = "arn:aws:logs:";
    private static final int NAME = 6;

    static boolean isOne(String arn) {
        return arn.startsWith(FUNCTION) || arn.startsWith(LOG_GROUP) && arn.split(":").length > NAME;
    }

    /** Fails when the target failed or is not there. */
    CompletableFuture<?> send(String arn, byte[] event) {
        if (arn.startsWith(FUNCTION)) {
            return functions.invoke(arn, event);
        }
        logs.orElseThrow(() -> new UnsupportedOperationException("log groups as targets"))
                .deliver(arn.split(":")[NAME], UUID.randomUUID().toString(), new String(event, StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(null);
    }
}
