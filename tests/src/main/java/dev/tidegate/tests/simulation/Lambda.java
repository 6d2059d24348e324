package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.Call;
import dev.tidegate.lambda.Control;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.trigger.Trigger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the control as Lambda does. Invocations overlap: time passes in calls, and whatever is due in it wakes the function
 * once more, in the middle of the first.
 */
final class Lambda {
    private static final int MOST_NESTED = 3;
    private static final long TIMEOUT = 60 * Spans.SECOND;
    private static final long RESERVE = 10 * Spans.SECOND;

    private final World world;
    private final Control control;
    private final Deque<Invocation> running = new ArrayDeque<>();
    private long lastCalmSweep;
    private int requests;

    private static final class Invocation {
        private final long since;
        private boolean disturbed;

        private Invocation(long since) {
            this.since = since;
        }
    }

    Lambda(World world, Control control) {
        this.world = world;
        this.control = control;
    }

    int depth() {
        return running.size();
    }

    boolean canNest() {
        return depth() < MOST_NESTED;
    }

    /** When a sweep last went through without anything going wrong. */
    long lastCalmSweep() {
        return lastCalmSweep;
    }

    void invoke(Trigger trigger, Consumer<Reply> then) {
        if (!canNest()) {
            world.events.in(700, () -> invoke(trigger, then));
            return;
        }
        world.tally.count(Seen.WAKE_UPS);
        if (depth() > 0) {
            world.tally.count(Seen.NESTED_WAKE_UPS);
        }
        Invocation invocation = new Invocation(world.now());
        if (!(trigger instanceof Trigger.Sweep)) {
            world.tell("woken", trigger::toString);
        }
        running.push(invocation);
        Reply reply;
        try {
            reply = run(trigger);
        } finally {
            running.pop();
        }
        if (trigger instanceof Trigger.Sweep && !invocation.disturbed && !reply.failed()) {
            lastCalmSweep = world.now();
        }
        then.accept(reply);
    }

    private Reply run(Trigger trigger) {
        long until = world.now() + TIMEOUT - RESERVE;
        try {
            return new Reply(false, control.handle(trigger, new Call("q" + ++requests, Optional.empty(), Instant
                    .ofEpochMilli(World.EPOCH + until))));
        } catch (Crash crash) {
            world.tell("function", () -> "dies: " + crash.getMessage());
            return Reply.ERROR;
        } catch (Cloud.Unavailable e) {
            world.tell("function", () -> "fails: " + e.getMessage());
            return Reply.ERROR;
        } catch (RuntimeException e) {
            throw new PromiseBroken(Promise.NO_ERROR, "on " + trigger + " the control threw " + e + " at " + e
                    .getStackTrace()[0]);
        }
    }

    /** Something went wrong in the invocation that runs now. */
    void disturbed() {
        running.peek().disturbed = true;
    }

    /** Lambda kills what runs too long. */
    void checkTime() {
        if (world.now() - running.peek().since > TIMEOUT) {
            world.tally.count(Seen.TIMED_OUT);
            disturbed();
            throw new Crash("the function has run for " + TIMEOUT / Spans.SECOND + " s");
        }
    }
}
