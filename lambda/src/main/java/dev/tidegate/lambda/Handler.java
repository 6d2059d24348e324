package dev.tidegate.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidegate.lambda.aws.AwsCloud;
import dev.tidegate.lambda.aws.Clients;
import dev.tidegate.lambda.json.Json;
import dev.tidegate.lambda.json.JsonText;
import dev.tidegate.lambda.ledger.DynamoDbLedger;
import dev.tidegate.lambda.settings.Settings;
import dev.tidegate.lambda.settings.SettingsReader;
import dev.tidegate.lambda.trigger.Trigger;
import dev.tidegate.lambda.trigger.TriggerParser;
import dev.tidegate.lambda.trigger.UnknownTrigger;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The Lambda function: parses what woke it, lets the control act, returns the answer. It handles streams because the
 * run-time's own JSON binding makes the first invocation take three times as long.
 */
public final class Handler implements RequestStreamHandler {
    private final Control control;
    private final LogLines log;

    /** Called by the Lambda run-time. @throws RuntimeException when the settings cannot be used; it lists all problems */
    public Handler() {
        this(System.getenv(), () -> Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    Handler(Map<String, String> environment, InstantSource clock) {
        Settings settings = SettingsReader.read(environment);
        Clients clients = new Clients();
        log = new LogLines(System.out, clock);
        control = new Control(settings, new DynamoDbLedger(clients.dynamoDb(), settings.table()),
                new AwsCloud(clients.ecs(), clients.codeDeploy(), clients::logs, settings, clock), clock, log);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        output.write(JsonText.of(answer(input)).getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> answer(InputStream input) {
        try {
            Trigger trigger = TriggerParser.parse(Json.parse(input));
            return control.handle(trigger);
        } catch (UnknownTrigger | Json.NotJson e) {
            // Trying again would not help, so this is an answer and not an error of the function.
            log.say("WARN", "refused", e.getMessage());
            return Answers.error(e.getMessage());
        }
    }
}
