package dev.tidegate.tests.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.lambda.Call;
import dev.tidegate.lambda.Control;
import dev.tidegate.lambda.aws.AwsClients;
import dev.tidegate.lambda.aws.AwsCloud;
import dev.tidegate.lambda.aws.TimeLimit;
import dev.tidegate.lambda.json.Json;
import dev.tidegate.lambda.json.JsonText;
import dev.tidegate.lambda.ledger.DynamoDbLedger;
import dev.tidegate.lambda.release.Reconciler;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Watcher;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.Settings;
import dev.tidegate.lambda.settings.SettingsReader;
import dev.tidegate.lambda.trigger.Home;
import dev.tidegate.lambda.trigger.Trigger;
import dev.tidegate.lambda.trigger.TriggerParser;
import dev.tidegate.tests.function.Functions.FunctionError;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The function's code from its triggers to AWS's clients, in virtual time, until a cut kills it. */
public final class MortalFunction {
    private final Control control;
    private final DynamoDbLedger ledger;
    private final InstantSource clock;
    private final Cut cut;
    private final Supplier<String> state;
    private final List<Invocation> invocations = new ArrayList<>();

    /**
     * The function with new clients.
     *
     * @param settings as its environment has them
     * @param cut around those clients and that of the ledger
     * @param state of the release, for the list of invocations
     */
    public MortalFunction(String settings, AwsClients clients, Function<Settings, DynamoDbLedger> ledgers,
            InstantSource clock,
            Cut cut, Supplier<String> state) {
        Settings read = SettingsReader.read(Map.of("TIDEGATE_TABLE", "releases", "TIDEGATE_SETTINGS", settings));
        this.clock = clock;
        this.cut = cut;
        this.state = state;
        ledger = ledgers.apply(read);
        control = new Control(read, ledger, new AwsCloud(clients, read, clock, new TimeLimit(clock)),
                new Reconciler.Conduct(name -> read
                        .database(name).map(Database::rules).orElseThrow()), clock, SILENT);
    }

    private static final Watcher SILENT = new Watcher() {
        @Override
        public void entered(Release before, Release release, String why) {}

        @Override
        public void waits(Release release, String why) {}

        @Override
        public void failed(ReleaseId id, RuntimeException problem) {}

        @Override
        public void asked(Asked asked) {}
    };

    /**
     * One invocation.
     *
     * @param state of the release when it began
     * @param calls of AWS
     */
    record Invocation(String state, List<String> calls) {
        Invocation {
            calls = List.copyOf(calls);
        }
    }

    List<Invocation> invocations() {
        return invocations;
    }

    /** A service of AWS or a person invokes it. */
    public String invoke(JsonNode payload) {
        return handle(TriggerParser.parse(Json.parse(payload.toString()), Home.ANYWHERE));
    }

    /** The rule of every minute invokes it; nobody waits for the answer. */
    public void sweep() {
        try {
            handle(new Trigger.Sweep());
        } catch (FunctionError _) {
            // The next minute sweeps again.
        }
    }

    private String handle(Trigger trigger) {
        cut.revive();
        String before = state.get();
        int from = cut.calls().size();
        try {
            return JsonText.of(control.handle(trigger, new Call("request", Optional.empty(), clock.instant().plus(
                    Duration.ofSeconds(40)))));
        } catch (Cut.Killed e) {
            throw new FunctionError("the process was killed");
        } finally {
            invocations.add(new Invocation(before, cut.calls().subList(from, cut.calls().size())));
        }
    }
}
