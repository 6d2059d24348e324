package dev.tidegate.lambda.trigger;

import dev.tidegate.lambda.json.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses what ECS's lifecycle hooks send. {@code resourceArn} is the service deployment; the fields are those of the ECS
 * guide, "Lambda lifecycle hooks".
 */
public final class NativeHooks {
    private static final String WHAT = "ECS lifecycle hook";
    private static final Pattern ARN = Pattern.compile(
            "arn:([a-z0-9-]+:ecs:[a-z0-9-]+:[0-9]{12}):(service-deployment|service-revision|service)"
                    + "/([A-Za-z0-9_-]{1,255}/[A-Za-z0-9_-]{1,255})(?:/([A-Za-z0-9_-]{1,80}))?");

    /** What ECS passes back of an answer's {@code hookDetails} when it asks again. */
    public static final String WAITING_SINCE = "tidegateWaitingSince";

    private NativeHooks() {}

    static Trigger parse(Json input, Home home) {
        String deployment = TriggerParser.required(input, WHAT, "resourceArn");
        String service = TriggerParser.required(input, WHAT, "executionDetails", "serviceArn");
        String revision = TriggerParser.required(input, WHAT, "executionDetails", "targetServiceRevisionArn");
        String owner = owner(service, "service");
        if (!owner.equals(owner(deployment, "service-deployment")) || !owner.equals(owner(revision,
                "service-revision"))) {
            throw new UnknownTrigger(WHAT + ": \"" + deployment + "\" and \"" + revision + "\" are not of service \""
                    + service + "\"");
        }
        if (!home.owns(service)) {
            throw new UnknownTrigger(WHAT + ": service \"" + service
                    + "\" is in another account or region than the function");
        }
        return new Trigger.NativeHook(TriggerParser.required(input, WHAT, "lifecycleStage"), deployment, service,
                revision, input.text("hookDetails", WAITING_SINCE).flatMap(NativeHooks::instant));
    }

    /** Of a hook's details others may have a say, too: what is no time tells none. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** Account, region, cluster and service. */
    private static String owner(String arn, String type) {
        Matcher matcher = ARN.matcher(arn);
        boolean fits = matcher.matches() && matcher.group(2).equals(type)
                && Optional.ofNullable(matcher.group(4)).isPresent() != type.equals("service");
        if (!fits) {
            throw new UnknownTrigger(WHAT + ": expected the ARN of a " + type.replace('-', ' ') + ", given \"" + arn
                    + "\"");
        }
        return matcher.group(1) + "/" + matcher.group(3);
    }
}
