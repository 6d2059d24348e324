package dev.tidegate.lambda;

import dev.tidegate.lambda.json.JsonText;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Interruption;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.MemoryLedger;
import dev.tidegate.lambda.release.Reconciler;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Rules;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.ScriptedCloud;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.Settings;
import dev.tidegate.lambda.settings.SettingsReader;
import dev.tidegate.lambda.trigger.Trigger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The control with a ledger in memory and an AWS that a test tells how to be, and what it is called with. */
final class Office {
    static final ReleaseId NATIVE = new ReleaseId("dep42");
    static final ReleaseId CODE_DEPLOY = new ReleaseId("d-42");
    static final Trigger HOOK = hook("PRE_SCALE_UP");
    static final Cloud.Unavailable OUTAGE = new Cloud.Unavailable("throttled", null);
    static final Optional<String> BY = Optional.of("ann");
    private static final String SETTINGS = """
            {"databases": [{"name": "orders", "cluster": "shop", "service": "web", "hookPoll": "7s", %s
              "codeDeploy": {"application": "app", "deploymentGroup": "group"},
              "task": {"container": "migrate"}}]}""";

    private Instant now = Samples.NOON;
    final InstantSource clock = () -> now;
    private final Interruption interruption = new Interruption();
    final MemoryLedger ledger = new MemoryLedger(interruption);
    final ScriptedCloud cloud = new ScriptedCloud(interruption, clock);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Settings settings;
    private final Control control;

    Office() {
        this("");
    }

    /** @param more members of the database's entry, each with a comma behind it */
    Office(String more) {
        settings = SettingsReader.read(Map.of("TIDEGATE_TABLE", "t", "TIDEGATE_SETTINGS", SETTINGS.formatted(more)));
        control = control(ledger);
    }

    Control control(Ledger kept) {
        return new Control(settings, kept, cloud, new Reconciler.Conduct(name -> settings.database(name).map(
                Database::rules).orElse(Rules.DEFAULT)), clock, new LogLines(new PrintStream(log, true,
                        StandardCharsets.UTF_8), clock, "tidegate"));
    }

    static Call call() {
        return new Call("request-1", Optional.empty(), Samples.NOON.plus(Duration.ofDays(30)));
    }

    static Trigger hook(String stage) {
        return new Trigger.NativeHook(stage, Samples.NATIVE.serviceDeployment(), Samples.NATIVE.service(),
                Samples.NATIVE.targetRevision());
    }

    static Trigger start(String database, String taskDefinition) {
        return new Trigger.Start(database, Optional.empty(), taskDefinition, Optional.empty(), Optional.empty(), BY);
    }

    static Trigger codeDeployHook(String executionId) {
        return new Trigger.CodeDeployHook("d-42", executionId);
    }

    String answer(Trigger trigger) {
        return JsonText.of(control.handle(trigger, call()));
    }

    void passes(Duration duration) {
        now = now.plus(duration);
    }

    State state(ReleaseId id) {
        return ledger.kept(id).state();
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }
}
