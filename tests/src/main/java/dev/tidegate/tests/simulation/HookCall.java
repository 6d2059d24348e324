package dev.tidegate.tests.simulation;

/** A lifecycle hook that waits for its one final answer. */
final class HookCall {
    final Rollout rollout;
    final String what;
    final long deadline;
    private final World world;
    private final long timeout;
    private String answer = "";

    HookCall(Rollout rollout, String what, long timeout) {
        this.rollout = rollout;
        this.what = what;
        this.timeout = timeout;
        world = rollout.world;
        deadline = world.now() + timeout;
    }

    void asked() {
        world.tell(rollout.service.name, () -> what + " of " + rollout.id + " waits for an answer");
    }

    boolean isAnswered() {
        return !answer.isEmpty();
    }

    boolean isRefused() {
        return answer.equals("failed");
    }

    void succeeded() {
        take("succeeded");
        world.tally.count(Seen.HOOKS_SUCCEEDED);
        world.promises.hookSucceeded(this);
    }

    void failed(String reason) {
        take("failed");
        world.tally.count(Seen.HOOKS_FAILED);
        world.promises.hookFailed(this, reason);
    }

    private void take(String given) {
        world.tell(rollout.service.name, () -> what + " of " + rollout.id + " is answered: " + given);
        world.promises.oneAnswer(this, answer, given);
        answer = given;
    }

    void unanswered() {
        world.tell(rollout.service.name, () -> what + " of " + rollout.id + " has had no answer in " + timeout
                / Spans.MINUTE + " minutes");
        world.promises.unanswered(this);
    }
}
