package dev.tidegate.lambda.release;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells hooks, callers and everybody else what has become of a release. The state was recorded before, so that nobody is
 * told something that is then forgotten; what could not be told now is told by a later wake-up.
 */
final class Correspondent {
    private final Cloud cloud;
    private final Watcher watcher;
    private final InstantSource clock;

    Correspondent(Cloud cloud, Watcher watcher, InstantSource clock) {
        this.cloud = cloud;
        this.watcher = watcher;
        this.clock = clock;
    }

    /** Tells what is to be told. @return the release with what was told, not yet saved */
    Release write(Release release, Rules rules) {
        Correspondence told = release.correspondence().mapHooks(hook -> answer(release, hook))
                .mapCallers(caller -> answer(release, caller));
        Optional<Attempt> unwanted = told.unwanted().filter(attempt -> !stopped(release, attempt, rules));
        return publish(release.with(told.stopping(unwanted)));
    }

    /** A task that nobody stops may run, and hold the database's lock, for ever. */
    private boolean stopped(Release release, Attempt attempt, Rules rules) {
        AtomicBoolean told = new AtomicBoolean();
        boolean answered = taken(release, () -> {
            Target target = release.knownTarget();
            TaskKey key = new TaskKey(release.id(), Phase.PRE_TRAFFIC, attempt.number());
            attempt.task().or(() -> cloud.find(new TaskOrder(key, target, Map.of()))).ifPresent(task -> {
                cloud.stop(target, task, release.history().getLast().why());
                told.set(true);
            });
        });
        return told.get() || answered && attempt.outlived(rules.claimLife(), clock.instant());
    }

    /** The hooks of a release that cannot be recorded: their deployment must not wait for that. */
    void answerUnrecorded(Release release, HookAnswer answer) {
        if (release.deployment() instanceof Deployment.CodeDeploy(String deploymentId)) {
            release.correspondence().hooks().stream().filter(hook -> !hook.answered()).forEach(hook -> taken(release,
                    () -> cloud.answer(deploymentId, hook, answer)));
        }
    }

    private Hook answer(Release release, Hook hook) {
        HookAnswer answer = HookAnswer.to(release.state());
        if (hook.answered() || answer instanceof HookAnswer.NotYet
                || !(release.deployment() instanceof Deployment.CodeDeploy(String deploymentId))) {
            return hook;
        }
        return taken(release, () -> cloud.answer(deploymentId, hook, answer)) ? hook.nowAnswered() : hook;
    }

    private Caller answer(Release release, Caller caller) {
        if (caller.answered()) {
            return caller;
        }
        HookAnswer answer = HookAnswer.to(release.state(), caller.phase());
        if (answer instanceof HookAnswer.NotYet) {
            return heartbeat(release, caller);
        }
        return taken(release, () -> cloud.answer(release, caller, answer)) ? caller.nowAnswered() : caller;
    }

    private Caller heartbeat(Release release, Caller caller) {
        AtomicBoolean gone = new AtomicBoolean();
        taken(release, () -> {
            try {
                cloud.heartbeat(caller);
            } catch (Cloud.AnswerNotTaken e) {
                gone.set(true);
                throw e;
            }
        });
        return gone.get() ? caller.nowAnswered() : caller;
    }

    /** Publishes what is to be published. @return the release with what was told, not yet saved */
    Release publish(Release release) {
        List<Transition> steps = release.untold();
        boolean published = !steps.isEmpty() && taken(release, () -> cloud.publish(release, steps));
        return published ? release.with(release.correspondence().told(steps.getLast().number())) : release;
    }

    /** Whether it need not be said again: it was taken, or nobody is there to take it. */
    private boolean taken(Release release, Runnable act) {
        try {
            act.run();
            return true;
        } catch (Cloud.AnswerNotTaken e) {
            watcher.failed(release, e);
            return true;
        } catch (Cloud.Unavailable e) {
            watcher.failed(release, e);
            return false;
        }
    }
}
