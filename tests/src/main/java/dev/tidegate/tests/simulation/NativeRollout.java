package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.trigger.Trigger;
import java.util.List;

/** A deployment that ECS controls. */
final class NativeRollout extends Rollout {
    private final HookCall hook;
    private final boolean rolling;
    private boolean answered;

    NativeRollout(World world, DeploymentPlan plan) {
        super(world, plan, "sd-", plan.service().revision("r" + world.nextNumber(), plan.version()));
        rolling = service.controller.isRolling();
        hook = new HookCall(this, "PRE_SCALE_UP", chance.in(0.5) ? 24 * Spans.HOUR
                : chance.between(70, 240)
                        * Spans.MINUTE);
        world.carry(id, new Carried(plan, this));
    }

    String arn() {
        return "arn:aws:ecs:eu-west-1:111122223333:service-deployment/c/" + service.name + "/" + id;
    }

    String revisionArn() {
        return "arn:aws:ecs:eu-west-1:111122223333:service-revision/c/" + service.name + "/" + target.id();
    }

    @Override
    void begin() {
        service.underWay().ifPresent(other -> other.stop("another deployment begins"));
        service.rollouts.add(this);
        become("IN_PROGRESS");
        world.emit(new Trigger.DeploymentChanged(service.arn()));
        if (world.flags.listedEarly()) {
            listedFrom = createdAt;
        }
        if (service.controller.asksHook()) {
            hook.asked();
            stage(0, 10 * Spans.MINUTE, () -> {});
            world.events.in(Spans.SECOND, this::ask);
            world.events.at(hook.deadline, this::timesOut);
        } else {
            world.events.in(chance.between(1, 20) * Spans.SECOND, this::scaleUp);
        }
    }

    /** ECS asks again and again until the answer is final. */
    private void ask() {
        if (isOver() || hook.isAnswered()) {
            return;
        }
        world.askHook(new Trigger.NativeHook("PRE_SCALE_UP", arn(), service.arn(), revisionArn()), this::take);
    }

    private void take(Reply reply) {
        if (isOver() || answered) {
            return;
        }
        switch (reply.hookStatus()) {
            case "IN_PROGRESS" -> world.events.in(reply.callBackDelay(), this::ask);
            case "SUCCEEDED" -> {
                hook.succeeded();
                answered = true;
                world.events.in(Spans.SECOND, this::scaleUp);
            }
            case "FAILED" -> {
                hook.failed(reply.reason());
                answered = true;
                rollBack("the hook failed");
            }
            default -> {
                // Not documented whether ECS tries again: some worlds do, others roll back.
                if (world.flags.ecsAsksAgain()) {
                    world.events.in(30 * Spans.SECOND, this::ask);
                } else {
                    answered = true;
                    rollBack("the function failed");
                }
            }
        }
    }

    private void timesOut() {
        if (!isOver() && !hook.isAnswered()) {
            hook.unanswered();
            rollBack("the hook timed out");
        }
    }

    private void scaleUp() {
        if (isOver()) {
            return;
        }
        listedFrom = Math.min(listedFrom, world.now());
        service.start(target, service.desired);
        if (chance.in(0.2)) {
            world.askHook(new Trigger.NativeHook("POST_SCALE_UP", arn(), service.arn(), revisionArn()),
                    reply -> world.promises.otherStage(reply, this));
        }
        stage(1, chance.between(1, 6) * Spans.MINUTE, this::shift);
    }

    private void shift() {
        if (rolling && service.controller != Controller.ROLLING_DEFERRED) {
            long allTold = service.stop(target, true);
            stage(2, allTold - world.now() + chance.between(0, 4) * Spans.MINUTE, this::bake);
        } else {
            stage(2, chance.between(1, 5) * Spans.MINUTE, this::bake);
        }
    }

    private void bake() {
        stage(3, chance.between(0, 15) * Spans.MINUTE, this::cleanUp);
    }

    /** Successful once no old task counts as running: its containers may well go on for some minutes. */
    private void cleanUp() {
        if (service.controller == Controller.ROLLING_DEFERRED) {
            world.tally.count(Seen.DEFERRED_CLEANUP);
            complete();
            List<SimTask> old = service.tasks.stream().filter(task -> !task.startedBy.equals(target.startedBy()))
                    .toList();
            world.events.in(chance.between(0, 120) * Spans.MINUTE, () -> old.forEach(service::stop));
            return;
        }
        long allTold = service.stop(target, true);
        world.events.at(allTold + chance.between(0, 20) * Spans.SECOND, () -> {
            if (!isOver()) {
                complete();
            }
        });
    }

    private void complete() {
        succeeded("SUCCESSFUL");
        world.emit(new Trigger.DeploymentChanged(service.arn()));
    }

    @Override
    void rollBack(String why) {
        if (isOver()) {
            return;
        }
        overSince = world.now();
        world.tally.count(Seen.ROLLED_BACK);
        world.tell(service.name, () -> id + " is rolled back: " + why);
        become("ROLLBACK_IN_PROGRESS");
        service.current(world.now()).ifPresent(old -> {
            long missing = service.desired - service.alive(old);
            service.start(old, (int) Math.max(0, missing));
        });
        service.stop(target, false);
        world.events.in(chance.between(10, 240) * Spans.SECOND, () -> {
            endedAt = Math.min(endedAt, world.now());
            become("ROLLBACK_SUCCESSFUL");
            world.emit(new Trigger.DeploymentChanged(service.arn()));
        });
    }

    @Override
    void stop(String why) {
        if (isOver() && endedAt != Spans.NEVER) {
            return;
        }
        if (why.startsWith("another")) {
            world.tally.count(Seen.SUPERSEDED);
            overSince = Math.min(overSince, world.now());
            endedAt = world.now();
            become("STOPPED");
        } else {
            rollBack(why);
        }
    }
}
