package dev.tidegate.lambda.release;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells hooks, callers and everybody else what has become of a release. The state was recorded before, so that nobody is
 * told something that is then forgotten; what could not be told now is told by a later wake-up.
 */
final class Correspondent {
    private final Cloud cloud;
    private final Watcher watcher;

    Correspondent(Cloud cloud, Watcher watcher) {
        this.cloud = cloud;
        this.watcher = watcher;
    }

    /** Tells what is to be told. @return the release with what was told, not yet saved */
    Release write(Release release) {
        Correspondence told = release.correspondence().mapHooks(hook -> answer(release, hook))
                .mapCallers(caller -> answer(release, caller));
        return publish(release.with(told));
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
