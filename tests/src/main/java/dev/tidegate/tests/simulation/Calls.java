package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.trigger.Trigger;
import java.util.Optional;
import java.util.function.Supplier;

/** Every call that the control makes goes through here: between any two of them anything may happen. */
final class Calls {
    /** Which of AWS's services is throttled on its own. */
    enum Api {
        ECS, CODE_DEPLOY, STEP_FUNCTIONS, EVENTS, DYNAMO_DB
    }

    private final World world;
    private final long[] throttledUntil = new long[Api.values().length];

    Calls(World world) {
        this.world = world;
    }

    void make(Api api, String what, Runnable effect) {
        make(api, what, () -> {
            effect.run();
            return true;
        });
    }

    <T> T make(Api api, String what, Supplier<T> effect) {
        world.tally.count(Seen.CALLS);
        Optional<Fault> fault = world.faults.strike(Fault.At.CALL);
        before(api, what, fault);
        T result = effect.get();
        after(what, fault);
        return result;
    }

    private void before(Api api, String what, Optional<Fault> fault) {
        world.events.pass(20);
        if (fault.isPresent()) {
            strike(api, what, fault.get());
        }
        world.lambda().checkTime();
        if (throttledUntil[api.ordinal()] > world.now() && !world.isCalm() && world.faults.much(0, 9) < 8) {
            world.tally.count(Seen.THROTTLED_CALLS);
            fail(what + ": ThrottlingException: Rate exceeded");
        }
    }

    private void strike(Api api, String what, Fault fault) {
        switch (fault) {
            case CRASH_BEFORE -> crash("before " + what);
            case UNAVAILABLE_BEFORE -> {
                world.tally.count(Seen.FAILED_CALLS);
                fail(what + ": no answer");
            }
            case THROTTLED -> throttledUntil[api.ordinal()] = world.now() + world.faults.much(5, 150) * Spans.SECOND;
            case SLOW -> {
                world.lambda().disturbed();
                world.events.pass(world.faults.much(1, 45) * Spans.SECOND);
            }
            case OTHER_WAKE_UP -> world.lambda().invoke(other(), _ -> {});
            default -> {
                // Strikes when the call has had its effect.
            }
        }
    }

    /** One that looks at all open releases of a database, due or not, or a sweep. */
    private Trigger other() {
        SimDatabase database = world.databases.get((int) world.faults.much(0, world.databases.size() - 1));
        return world.faults.much(0, 3) == 0 ? new Trigger.Sweep()
                : new Trigger.TaskChanged("t", Optional.empty());
    }

    private void after(String what, Optional<Fault> fault) {
        if (fault.isEmpty()) {
            return;
        }
        if (fault.get() == Fault.CRASH_AFTER) {
            crash("after " + what);
        }
        if (fault.get() == Fault.UNAVAILABLE_AFTER) {
            world.tally.count(Seen.FAILED_CALLS);
            fail(what + ": the answer was lost");
        }
    }

    private void crash(String when) {
        world.tally.count(Seen.CRASHES);
        world.lambda().disturbed();
        throw new Crash(when);
    }

    private void fail(String why) {
        world.lambda().disturbed();
        world.tell("AWS", () -> why);
        throw new Cloud.Unavailable(why, null);
    }

    /** What a read shows is mostly the present. */
    long asOf() {
        return world.faults.strike(Fault.At.READ).map(_ -> {
            world.tally.count(Seen.STALE_READS);
            return world.now() - world.faults.much(1, 12) * Spans.SECOND;
        }).orElse(world.now());
    }
}
