package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.trigger.Trigger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A blue/green deployment by CodeDeploy, or the deployment that rolls one back. */
final class CodeDeployRollout extends Rollout {
    private final Map<String, HookCall> hooks = new LinkedHashMap<>();
    /** The deployment that this one rolls back. */
    final Optional<CodeDeployRollout> triggering;
    Optional<String> rollbackId = Optional.empty();
    private boolean primary;
    private boolean targetSucceeded;
    private boolean beforeInstallIsOver;

    CodeDeployRollout(World world, DeploymentPlan plan, Optional<CodeDeployRollout> triggering) {
        super(world, plan, "d-", triggering.flatMap(failed -> failed.service.current(world.now()))
                .orElseGet(() -> plan.service().revision("s" + world.nextNumber(), plan.version())));
        this.triggering = triggering;
        world.carry(id, new Carried(plan, this));
    }

    @Override
    boolean isRollback() {
        return triggering.isPresent();
    }

    boolean isPrimary() {
        return primary;
    }

    /** All events are over; the termination wait, in which it can still be rolled back, is not. */
    boolean hasTargetSucceeded() {
        return targetSucceeded;
    }

    boolean isBeforeInstallOver() {
        return beforeInstallIsOver;
    }

    @Override
    void begin() {
        service.rollouts.add(this);
        become("InProgress");
        emit();
        if (isRollback()) {
            world.tally.count(Seen.ROLLBACK_DEPLOYMENTS);
            if (world.flags.rollbacksAskHooks()) {
                world.tally.count(Seen.ROLLBACK_HOOKS);
                ask("BeforeInstall", this::rollbackGoesOn);
            } else {
                rollbackGoesOn();
            }
            return;
        }
        stage(0, 10 * Spans.MINUTE, () -> {});
        ask("BeforeInstall", this::install);
    }

    private void emit() {
        world.emit(new Trigger.CodeDeployChanged(id, service.name, "group"));
    }

    private Runnable then = () -> {};

    /** CodeDeploy asks once, or perhaps twice, and waits an hour for the answer to come by a call. */
    private void ask(String event, Runnable next) {
        HookCall hook = new HookCall(this, event, Spans.HOUR);
        String execution = id + "-" + event;
        hooks.put(execution, hook);
        then = next;
        hook.asked();
        world.events.at(hook.deadline, () -> {
            if (!isOver() && !hook.isAnswered()) {
                hook.unanswered();
                fail("the hook was not answered in time");
            }
        });
        deliver(execution, 0);
    }

    private void deliver(String execution, int tries) {
        world.askHook(new Trigger.CodeDeployHook(id, execution), reply -> {
            if (reply.failed() && !isOver() && !hooks.get(execution).isAnswered()) {
                // Not documented what an error of the function means: each world has its own way.
                switch (world.flags.codeDeployOnError()) {
                    case FAILS -> fail("the function failed");
                    case TRIES_AGAIN -> {
                        if (tries < 2) {
                            world.events.in((tries + 1) * Spans.MINUTE, () -> deliver(execution, tries + 1));
                        }
                    }
                    case WAITS -> world.tell(service.name, () -> "nobody noticed that the function failed");
                }
            }
        });
    }

    /** @return whether there is such a hook */
    boolean answer(String execution, boolean succeeded, String reason) {
        HookCall hook = hooks.get(execution);
        if (hook == null || isOver() || hook.isAnswered()) {
            return hook != null;
        }
        if (succeeded) {
            hook.succeeded();
            beforeInstallIsOver = true;
            world.events.in(Spans.SECOND, () -> {
                if (!isOver()) {
                    then.run();
                }
            });
        } else {
            hook.failed(reason);
            fail("the hook failed");
        }
        return true;
    }

    boolean knows(String execution) {
        return hooks.containsKey(execution);
    }

    private void install() {
        listedFrom = world.now();
        service.start(target, service.desired);
        stage(1, chance.between(1, 6) * Spans.MINUTE, this::shift);
    }

    private void shift() {
        primary = true;
        stage(2, chance.between(0, 5) * Spans.MINUTE, chance.in(0.15) ? () -> ask("AfterAllowTraffic", this::bake)
                : this::bake);
    }

    private void bake() {
        targetSucceeded = true;
        stage(3, chance.of(java.util.List.of(0L, 5L, 60L)) * Spans.MINUTE, this::terminate);
    }

    private void terminate() {
        long allTold = service.stop(target, true);
        long last = service.tasks.stream().filter(task -> !task.startedBy.equals(target.startedBy()))
                .mapToLong(SimTask::stoppedAt).max().orElse(0);
        world.events.at(world.flags.successAwaitsStopped() ? Math.max(last, world.now()) : allTold, () -> {
            if (!isOver()) {
                succeeded("Succeeded");
                emit();
            }
        });
    }

    @Override
    void rollBack(String why) {
        end("Failed", why, chance.in(0.85));
    }

    private void fail(String why) {
        end("Failed", why, listedFrom != Spans.NEVER || chance.in(0.5));
    }

    @Override
    void stop(String why) {
        end("Stopped", why, chance.in(0.4));
    }

    private void end(String status, String why, boolean rollsBack) {
        if (isOver()) {
            return;
        }
        world.tally.count(Seen.ROLLED_BACK);
        overSince = world.now();
        endedAt = world.now();
        primary = false;
        world.tell(service.name, () -> id + " ends: " + why);
        become(status);
        service.stop(target, false);
        emit();
        if (rollsBack && !isRollback() && service.current(world.now()).isPresent()) {
            CodeDeployRollout back = new CodeDeployRollout(world, plan, Optional.of(this));
            rollbackId = Optional.of(back.id);
            back.begin();
        }
    }

    private void rollbackGoesOn() {
        long missing = service.desired - service.alive(target);
        service.start(target, (int) Math.max(0, missing));
        world.events.in(chance.between(5, 120) * Spans.SECOND, () -> {
            if (!isOver()) {
                succeeded("Succeeded");
                emit();
            }
        });
    }
}
