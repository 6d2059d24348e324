package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.trigger.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Everything there is, apart from the control: what AWS and the databases really are at this moment. */
final class World {
    /** Virtual time begins on 5 January 2026 at 08:00 UTC. */
    static final long EPOCH = 1_767_600_000_000L;

    final Chance chance;
    final Flags flags;
    final Faults faults;
    final Timeline timeline;
    final Tally tally = new Tally();
    final VirtualEvents events = new VirtualEvents();
    final List<SimDatabase> databases = new ArrayList<>();
    final Promises promises;
    private final Map<String, Carried> carried = new HashMap<>();
    private final Map<ReleaseId, String> waits = new HashMap<>();
    private Optional<Lambda> lambda = Optional.empty();
    private Optional<SimulatedLedger> ledger = Optional.empty();
    private boolean tokens = true;
    private boolean calm;
    private boolean over;
    private int numbers;

    World(Chance chance, Faults faults, Timeline timeline) {
        this.chance = chance;
        this.faults = faults;
        this.timeline = timeline;
        flags = Flags.of(chance.fork(1));
        promises = new Promises(this);
    }

    void runs(Lambda function) {
        lambda = Optional.of(function);
    }

    Lambda lambda() {
        return lambda.orElseThrow();
    }

    void keepsIn(SimulatedLedger kept) {
        ledger = Optional.of(kept);
    }

    SimulatedLedger ledger() {
        return ledger.orElseThrow();
    }

    SimDatabase database(String name) {
        for (SimDatabase database : databases) {
            if (database.name.equals(name)) {
                return database;
            }
        }
        throw new IllegalArgumentException("no database " + name);
    }

    long now() {
        return events.now();
    }

    int nextNumber() {
        return ++numbers;
    }

    String nextTask() {
        return "t" + nextNumber();
    }

    void tell(String who, Supplier<String> what) {
        if (timeline.isKept()) {
            timeline.tell(now(), lambda.map(Lambda::depth).orElse(0), who, what);
        }
    }

    /** From now on nothing goes wrong by itself any more. */
    void calms() {
        calm = true;
        faults.off();
        tell("world", () -> "from now on nothing goes wrong any more");
    }

    boolean isCalm() {
        return calm;
    }

    void ends() {
        over = true;
    }

    /** Whether RunTask heeds client tokens. */
    boolean heedsTokens() {
        return tokens;
    }

    /** Whether the control gives client tokens; a mutant may not. */
    void tokens(boolean given) {
        tokens = given;
    }

    boolean isOver() {
        return over;
    }

    /** The control has changed nothing. */
    void waits(Release release, String why) {
        if (release.state() instanceof State.Draining) {
            tally.count(Seen.DRAINS_THAT_WAITED);
            count(why, "it would start", Seen.HELD_BY_STANDBY);
            count(why, "which came later", Seen.HELD_BY_TURN);
            count(why, "STOPPING", Seen.HELD_BY_STOPPING);
            count(why, "DEACTIVATING", Seen.HELD_BY_STOPPING);
        } else if (release.state() instanceof State.Opened) {
            count(why, "its post-traffic migrations run", Seen.WAITED_FOR_CONTRACTION);
        }
        waits.put(release.id(), why);
        tell("control", () -> release.id() + " waits: " + why);
    }

    private void count(String why, String word, Seen what) {
        if (why.contains(word)) {
            tally.count(what);
        }
    }

    String lastWait(ReleaseId id) {
        return waits.getOrDefault(id, "nothing");
    }

    void carry(String release, Carried about) {
        carried.put(release, about);
    }

    Carried carried(String release) {
        return Optional.ofNullable(carried.get(release)).orElseThrow(() -> new PromiseBroken(Promise.NO_ERROR,
                "the control speaks of " + release + ", which does not exist"));
    }

    /** Something makes the control look just when a consumer's tasks change. */
    void lookAt(String consumer) {
        String carrier = consumer.substring(0, consumer.indexOf('-')) + "-svc0";
        emit(new Trigger.DeploymentChanged("arn:aws:ecs:eu-west-1:111122223333:service/c/" + carrier));
    }

    /** An event may be lost, come twice, or late. */
    void emit(Trigger trigger) {
        long delay = chance.fork(nextNumber()).between(100, 3000);
        Optional<Fault> fault = faults.strike(Fault.At.EVENT);
        if (fault.isEmpty()) {
            events.in(delay, () -> lambda().invoke(trigger, _ -> {}));
            return;
        }
        switch (fault.get()) {
            case LOST_EVENT -> tally.count(Seen.LOST_EVENTS);
            case DOUBLED_EVENT -> {
                tally.count(Seen.DOUBLED_EVENTS);
                events.in(delay, () -> lambda().invoke(trigger, _ -> {}));
                events.in(faults.much(100, 90_000), () -> lambda().invoke(trigger, _ -> {}));
            }
            default -> {
                tally.count(Seen.LATE_EVENTS);
                events.in(faults.much(5_000, 600_000), () -> lambda().invoke(trigger, _ -> {}));
            }
        }
    }

    /** A hook is asked by AWS itself: the call may be late or doubled, but it comes. */
    void askHook(Trigger hook, Consumer<Reply> then) {
        Optional<Fault> fault = faults.strike(Fault.At.HOOK);
        long delay = fault.filter(Fault.LATE_HOOK::equals).map(_ -> faults.much(1_000, 120_000)).orElse(200L);
        fault.ifPresent(struck -> tally.count(struck == Fault.LATE_HOOK ? Seen.LATE_HOOKS : Seen.DOUBLED_HOOKS));
        events.in(delay, () -> lambda().invoke(hook, then));
        fault.filter(Fault.DOUBLED_HOOK::equals).ifPresent(_ -> events.in(faults.much(100, 60_000),
                () -> lambda().invoke(hook, then)));
    }
}
