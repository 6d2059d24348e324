package dev.tidegate.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidegate.lambda.aws.AwsCloud;
import dev.tidegate.lambda.aws.Clients;
import dev.tidegate.lambda.aws.CodeDeployRefusal;
import dev.tidegate.lambda.aws.TimeLimit;
import dev.tidegate.lambda.aws.TokenRefusal;
import dev.tidegate.lambda.json.Json;
import dev.tidegate.lambda.json.JsonText;
import dev.tidegate.lambda.ledger.DynamoDbLedger;
import dev.tidegate.lambda.release.Reconciler;
import dev.tidegate.lambda.release.Rules;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.InvalidSettings;
import dev.tidegate.lambda.settings.Settings;
import dev.tidegate.lambda.settings.SettingsReader;
import dev.tidegate.lambda.trigger.Home;
import dev.tidegate.lambda.trigger.Trigger;
import dev.tidegate.lambda.trigger.TriggerParser;
import dev.tidegate.lambda.trigger.UnknownTrigger;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The Lambda function: parses what woke it, lets the control act, returns the answer. It handles streams because the
 * run-time's own JSON binding makes the first invocation take three times as long.
 */
public final class Handler implements RequestStreamHandler {
    /** What one look at a release may take with a slow AWS: no other is begun when less is left. */
    private static final Duration RESERVE = Duration.ofSeconds(20);

    private final BiFunction<Trigger, Call, Map<String, Object>> control;
    private final InstantSource clock;
    private final LogLines log;
    private final TokenRefusal tokens;
    private final TimeLimit limit;

    /** Called by the Lambda run-time. */
    public Handler() {
        this(System.getenv(), () -> Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    Handler(Map<String, String> environment, InstantSource clock) {
        this.clock = clock;
        log = new LogLines(System.out, clock, SettingsReader.function(environment));
        Clients clients = new Clients();
        tokens = new TokenRefusal(clients::stepFunctions);
        limit = new TimeLimit(clock);
        control = control(environment, clients);
    }

    /** A function that does not start would leave CodeDeploy's hooks waiting for an hour, so this one starts and says no. */
    private BiFunction<Trigger, Call, Map<String, Object>> control(Map<String, String> environment, Clients clients) {
        try {
            Settings settings = SettingsReader.read(environment);
            Reconciler.Conduct conduct = new Reconciler.Conduct(name -> settings.database(name).map(Database::rules)
                    .orElse(Rules.DEFAULT));
            return new Control(settings, new DynamoDbLedger(clients.dynamoDb(), settings.table(), settings.keep()),
                    new AwsCloud(clients, settings, clock, limit), conduct, clock, log)::handle;
        } catch (InvalidSettings e) {
            log.say("ERROR", "settings", e.getMessage());
            return (trigger, _) -> refuse(trigger, e.getMessage(), clients);
        }
    }

    private Map<String, Object> refuse(Trigger trigger, String why, Clients clients) {
        log.say("ERROR", "settings", why);
        if (trigger instanceof Trigger.CodeDeployHook(String deploymentId, String executionId)) {
            new CodeDeployRefusal(clients.codeDeploy()).refuse(deploymentId, executionId);
        }
        if (trigger instanceof Trigger.Command command) {
            command.waiting().ifPresent(caller -> refuse(caller.taskToken(), why));
        }
        return Hooks.refuse(trigger, why).orElseGet(() -> Answers.error(why));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        output.write(JsonText.of(answer(input, Optional.ofNullable(context))).getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> answer(InputStream input, Optional<Context> context) {
        try {
            return answer(Json.parse(input), context);
        } catch (UnknownTrigger | Json.NotJson e) {
            // Trying again would not help, so this is an answer and not an error of the function.
            log.say("WARN", "refused", e.getMessage() + "; request " + context.map(Context::getAwsRequestId).orElse(
                    "unknown"));
            return Answers.error(e.getMessage());
        }
    }

    private Map<String, Object> answer(Json input, Optional<Context> context) {
        try {
            Home home = context.map(Context::getInvokedFunctionArn).map(Home::of).orElse(Home.ANYWHERE);
            return control.apply(TriggerParser.parse(input, home), call(context));
        } catch (UnknownTrigger e) {
            if (input.at("command").isPresent()) {
                input.text("taskToken").filter(token -> !token.isBlank()).ifPresent(token -> refuse(token, e
                        .getMessage()));
            }
            throw e;
        }
    }

    private void refuse(String taskToken, String why) {
        if (!tokens.refuse(taskToken, why)) {
            log.say("WARN", "refused", "nobody waits with the taskToken of the call that was refused: " + why);
        }
    }

    private Call call(Optional<Context> context) {
        Duration left = context.map(Context::getRemainingTimeInMillis).map(Duration::ofMillis)
                .orElse(Duration.ofMinutes(1));
        Instant until = clock.instant().plus(forLooks(left));
        limit.set(until);
        return new Call(context.map(Context::getAwsRequestId).orElse("unknown"), context.flatMap(Handler::identity),
                until);
    }

    /** All but the reserve; a function that was given less time than intended does what it can in half of it. */
    static Duration forLooks(Duration left) {
        Duration half = left.dividedBy(2);
        return RESERVE.compareTo(half) < 0 ? left.minus(RESERVE) : half;
    }

    /** Lambda gives the caller's identity only for calls through Cognito; for others CloudTrail has it, by the request. */
    private static Optional<String> identity(Context context) {
        return Optional.ofNullable(context.getIdentity()).map(CognitoIdentity::getIdentityId)
                .filter(id -> !id.isBlank()).or(() -> Optional.ofNullable(context.getClientContext())
                        .map(ClientContext::getClient).map(client -> client.getAppTitle()));
    }
}
