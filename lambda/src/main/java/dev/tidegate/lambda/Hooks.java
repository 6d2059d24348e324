package dev.tidegate.lambda;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Correspondence;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.Hook;
import dev.tidegate.lambda.release.HookAnswer;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Reconciler;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Requests;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.Rules;
import dev.tidegate.lambda.release.Watcher;
import dev.tidegate.lambda.settings.Settings;
import dev.tidegate.lambda.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Answers lifecycle hooks. Every one of them gets a final answer; ECS's in what the function returns. */
final class Hooks {
    /** The only stage at which no new task has started and the deployment can still be refused. */
    private static final String PRE_TRAFFIC_STAGE = "PRE_SCALE_UP";
    private static final int MOST_TRIES = 5;

    private final Settings settings;
    private final Ledger ledger;
    private final Cloud cloud;
    private final Reconciler reconciler;
    private final InstantSource clock;
    private final Watcher watcher;

    Hooks(Settings settings, Ledger ledger, Cloud cloud, Reconciler reconciler, InstantSource clock, Watcher watcher) {
        this.settings = settings;
        this.ledger = ledger;
        this.cloud = cloud;
        this.reconciler = reconciler;
        this.clock = clock;
        this.watcher = watcher;
    }

    Map<String, Object> answer(Trigger.NativeHook hook) {
        Duration poll = settings.service(hook.service()).map(found -> found.database().hookPoll())
                .orElse(Duration.ofSeconds(30));
        if (!hook.stage().equals(PRE_TRAFFIC_STAGE)) {
            return Answers.hook(new HookAnswer.Succeeded(), poll);
        }
        ReleaseId id = new ReleaseId(hook.serviceDeployment().substring(hook.serviceDeployment().lastIndexOf('/') + 1));
        Instant now = clock.instant();
        Release release = Release.open(id,
                new Deployment.Native(hook.serviceDeployment(), hook.service(), hook.targetRevision()),
                Correspondence.NONE, hook.waitingSince().filter(now::isAfter).orElse(now), "ECS asked at " + hook
                        .stage());
        try {
            Release kept = open(release);
            HookAnswer known = HookAnswer.to(kept.state());
            return Answers.hook(known instanceof HookAnswer.NotYet ? reconciler.answer(kept) : known, poll);
        } catch (Cloud.Unavailable e) {
            // An error would make ECS roll back; being asked again costs nothing until the deadline.
            watcher.failed(id, e);
            Duration preLimit = settings.service(hook.service()).map(found -> found.database().rules()).orElse(
                    Rules.DEFAULT).preLimit();
            return now.isBefore(release.openedAt().plus(preLimit)) ? Answers.unrecorded(poll, release.openedAt())
                    : Answers.hook(unrecorded(release, e.getMessage()), poll);
        }
    }

    /** ECS asks again and again about the same release, so it is mostly there. */
    private Release open(Release fresh) {
        return ledger.find(fresh.id()).orElseGet(() -> ledger.openIfAbsent(fresh));
    }

    void answer(Trigger.CodeDeployHook asked) {
        Hook hook = new Hook(asked.executionId());
        Release fresh = Release.open(new ReleaseId(asked.deploymentId()),
                new Deployment.CodeDeploy(asked.deploymentId()), Correspondence.of(hook), clock.instant(),
                "CodeDeploy asked");
        Release release;
        try {
            release = remember(fresh, hook);
        } catch (Cloud.Unavailable | Ledger.Conflict e) {
            watcher.failed(fresh.id(), new Cloud.Unavailable(e.getMessage(), e));
            unrecorded(asked.deploymentId(), hook, fresh, e.getMessage());
            return;
        }
        try {
            reconciler.reconcile(release);
        } catch (Cloud.Unavailable e) {
            watcher.failed(release, e);
        }
    }

    /** A deployment may name the function at several of its hooks, and each of them waits for an answer. */
    private Release remember(Release fresh, Hook hook) throws Ledger.Conflict {
        Release kept = ledger.openIfAbsent(fresh);
        for (int tries = 1;; tries++) {
            Release changed = Requests.await(kept, hook, clock.instant());
            if (changed.equals(kept)) {
                return kept;
            }
            try {
                return ledger.save(changed);
            } catch (Ledger.Conflict e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
                kept = ledger.find(fresh.id()).orElse(kept);
            }
        }
    }

    /** What cannot be recorded must not be begun, and no later wake-up would know of the hook: CodeDeploy would wait an hour. */
    private void unrecorded(String deploymentId, Hook hook, Release fresh, String why) {
        try {
            cloud.answer(deploymentId, hook, unrecorded(fresh, why));
        } catch (Cloud.AnswerNotTaken e) {
            watcher.failed(fresh.id(), e);
        }
    }

    private HookAnswer unrecorded(Release fresh, String why) {
        // Nor must a rollback be failed: when even that cannot be told, it is left to Lambda to call the function again.
        return cloud.resolve(fresh) instanceof Resolution.Bypass ? new HookAnswer.Succeeded()
                : new HookAnswer.Failed("the release could not be recorded: " + why);
    }

    /**
     * Without settings nothing can be served, and a hook must not wait for somebody to see to it. At any other stage new code
     * runs already, or goes away again: that is not held up.
     */
    static Optional<Map<String, Object>> refuse(Trigger trigger, String why) {
        return trigger instanceof Trigger.NativeHook hook
                ? Optional.of(Answers.hook(hook.stage().equals(PRE_TRAFFIC_STAGE) ? new HookAnswer.Failed(why)
                        : new HookAnswer.Succeeded(), Duration.ZERO))
                : Optional.empty();
    }
}
