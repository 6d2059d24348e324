package dev.tidegate.lambda;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.Hook;
import dev.tidegate.lambda.release.HookAnswer;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Outcome;
import dev.tidegate.lambda.release.Reconciler;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.Rules;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.Settings;
import dev.tidegate.lambda.trigger.Trigger;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Does what a trigger asks for. Apart from opening a release, that is always the same: look again. */
final class Control {
    /** The only stage at which no new task has started and the deployment can still be refused. */
    private static final String PRE_TRAFFIC_STAGE = "PRE_SCALE_UP";

    private final Settings settings;
    private final Ledger ledger;
    private final Cloud cloud;
    private final Reconciler reconciler;
    private final InstantSource clock;
    private final LogLines log;

    Control(Settings settings, Ledger ledger, Cloud cloud, InstantSource clock, LogLines log) {
        this.settings = settings;
        this.ledger = ledger;
        this.cloud = cloud;
        this.clock = clock;
        this.log = log;
        reconciler = new Reconciler(ledger, cloud, this::rules, clock, log);
    }

    private Rules rules(String database) {
        return settings.database(database).map(Database::rules).orElse(Rules.DEFAULT);
    }

    /** @return what the caller is told; empty when nobody listens */
    Map<String, Object> handle(Trigger trigger) {
        return switch (trigger) {
            case Trigger.NativeHook hook -> nativeHook(hook);
            case Trigger.CodeDeployHook hook -> codeDeployHook(hook);
            case Trigger.TaskChanged(String _, var key) when key.isPresent() -> wake(key.get().release());
            case Trigger.TaskChanged _,Trigger.DeploymentChanged _,Trigger.CodeDeployChanged _,Trigger.Sweep _ ->
                wakeAll();
            case Trigger.Start start -> start(start);
            case Trigger.Status(ReleaseId id) -> status(id);
            case Trigger.Explain(ReleaseId id) -> explain(id);
        };
    }

    private Map<String, Object> nativeHook(Trigger.NativeHook hook) {
        if (!hook.stage().equals(PRE_TRAFFIC_STAGE)) {
            return Answers.hook(new HookAnswer.Succeeded(), databaseOf(hook));
        }
        ReleaseId id = new ReleaseId(hook.serviceDeployment().substring(hook.serviceDeployment().lastIndexOf('/') + 1));
        try {
            Release release = ledger.openIfAbsent(Release.open(id,
                    new Deployment.Native(hook.serviceDeployment(), hook.service(), hook.targetRevision()),
                    Optional.empty(), clock.instant(), "ECS asked at " + hook.stage()));
            Outcome outcome = reconciler.reconcile(release);
            return Answers.hook(HookAnswer.to(outcome.release().state()), databaseOf(hook));
        } catch (Cloud.Unavailable e) {
            // An error would make ECS roll back; being asked again costs nothing.
            log.failed(id, e);
            return Answers.hook(new HookAnswer.NotYet(), databaseOf(hook));
        }
    }

    private Optional<Database> databaseOf(Trigger.NativeHook hook) {
        return settings.databaseOfService(hook.service());
    }

    private Map<String, Object> codeDeployHook(Trigger.CodeDeployHook asked) {
        Hook hook = new Hook(asked.executionId(), false);
        Release fresh = Release.open(new ReleaseId(asked.deploymentId()),
                new Deployment.CodeDeploy(asked.deploymentId()), Optional.of(hook), clock.instant(),
                "CodeDeploy asked");
        try {
            Release release = ledger.openIfAbsent(fresh);
            boolean sameHook = release.hook().filter(kept -> kept.executionId().equals(asked.executionId()))
                    .isPresent();
            return sameHook ? look(release) : otherHook(asked.deploymentId(), hook, release);
        } catch (Cloud.Unavailable e) {
            log.failed(fresh.id(), e);
            return unrecorded(asked.deploymentId(), hook, fresh, e.getMessage());
        }
    }

    /** What cannot be recorded must not be begun, and no later wake-up would know of the hook: CodeDeploy would wait an hour. */
    private Map<String, Object> unrecorded(String deploymentId, Hook hook, Release fresh, String why) {
        HookAnswer answer = cloud.resolve(fresh) instanceof Resolution.Bypass ? new HookAnswer.Succeeded()
                : new HookAnswer.Failed("the release could not be recorded: " + why);
        answer(deploymentId, hook, answer, fresh.id());
        return Answers.nothing();
    }

    /** A later lifecycle event of the deployment, unless the first one is still open: then nothing is let through. */
    private Map<String, Object> otherHook(String deploymentId, Hook hook, Release release) {
        HookAnswer answer = HookAnswer.to(release.state());
        if (answer instanceof HookAnswer.NotYet) {
            return look(release);
        }
        answer(deploymentId, hook, answer, release.id());
        return Answers.nothing();
    }

    private void answer(String deploymentId, Hook hook, HookAnswer answer, ReleaseId id) {
        try {
            cloud.answer(deploymentId, hook, answer);
        } catch (Cloud.AnswerNotTaken e) {
            log.failed(id, e);
        }
    }

    private Map<String, Object> look(Release release) {
        try {
            reconciler.reconcile(release);
        } catch (Cloud.Unavailable e) {
            log.failed(release.id(), e);
        }
        return Answers.nothing();
    }

    private Map<String, Object> wake(ReleaseId id) {
        ledger.find(id).filter(Release::needsAttention).ifPresent(this::look);
        return Answers.nothing();
    }

    /** One release that cannot be looked after must not keep the others waiting. */
    private Map<String, Object> wakeAll() {
        for (ReleaseId id : ledger.needingAttention()) {
            try {
                wake(id);
            } catch (RuntimeException e) {
                log.failed(id, e);
            }
        }
        return Answers.nothing();
    }

    private Map<String, Object> start(Trigger.Start start) {
        if (settings.database(start.database()).isEmpty()) {
            return Answers.error("no database \"" + start.database() + "\" in the settings; there is "
                    + String.join(", ", settings.databases().stream().map(Database::name).toList()));
        }
        String version = start.taskDefinition().substring(start.taskDefinition().lastIndexOf('/') + 1);
        ReleaseId id = start.id().orElseGet(() -> new ReleaseId(
                (start.database() + "-" + version).replaceAll("[^A-Za-z0-9_-]", "-")));
        Release release = ledger.openIfAbsent(
                Release.open(id, new Deployment.Announced(start.database(), start.taskDefinition()), Optional.empty(),
                        clock.instant(), "announced by a direct call"));
        if (release.state() instanceof State.Ended) {
            return Answers.error("release \"" + id + "\" has ended already (" + release.state().name()
                    + "); to announce " + version + " again give an \"id\" of your own");
        }
        return explain(release);
    }

    private Map<String, Object> status(ReleaseId id) {
        return ledger.find(id).map(Answers::status).orElseGet(() -> unknown(id));
    }

    private Map<String, Object> explain(ReleaseId id) {
        return ledger.find(id).map(this::explain).orElseGet(() -> unknown(id));
    }

    private Map<String, Object> explain(Release release) {
        try {
            return Answers.explain(reconciler.reconcile(release));
        } catch (Cloud.Unavailable e) {
            log.failed(release.id(), e);
            return Answers.explain(new Outcome(release, "cannot look: " + e.getMessage()));
        }
    }

    private static Map<String, Object> unknown(ReleaseId id) {
        return Answers.error("no release \"" + id + "\" in the ledger; its id is the last part of the service "
                + "deployment's ARN, the CodeDeploy deployment id, or what \"start\" answered");
    }
}
