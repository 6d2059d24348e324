package dev.tidegate.tests.simulation;

import java.util.List;

/** What goes wrong between the control and AWS. What goes wrong in AWS itself is part of a deployment's plan. */
public enum Fault {
    /** The function is killed before the call is made. */
    CRASH_BEFORE(At.CALL, 0.0020),
    /** The function is killed when the call has had its effect. */
    CRASH_AFTER(At.CALL, 0.0020),
    /** The call fails without an effect. */
    UNAVAILABLE_BEFORE(At.CALL, 0.0030),
    /** The call has its effect, but the answer is lost. */
    UNAVAILABLE_AFTER(At.CALL, 0.0030),
    /** For a while most calls to one of AWS's services are refused. */
    THROTTLED(At.CALL, 0.0006),
    /** The call takes long. */
    SLOW(At.CALL, 0.0030),
    /** Another wake-up runs from its beginning to its end before the call is made. */
    OTHER_WAKE_UP(At.CALL, 0.0050),
    /** The read shows what was true some seconds ago. */
    STALE_READ(At.READ, 0.0300),
    /** The index of due releases has not seen the newest writes. */
    STALE_INDEX(At.INDEX, 0.0500),
    LOST_EVENT(At.EVENT, 0.1500),
    DOUBLED_EVENT(At.EVENT, 0.1000),
    /** So late that others overtake it. */
    LATE_EVENT(At.EVENT, 0.1500),
    LOST_SWEEP(At.SWEEP, 0.0400),
    DOUBLED_SWEEP(At.SWEEP, 0.0200),
    LATE_HOOK(At.HOOK, 0.0500),
    DOUBLED_HOOK(At.HOOK, 0.0500);

    /** Where it can strike. */
    enum At {
        CALL, READ, INDEX, EVENT, SWEEP, HOOK;

        private List<Fault> faults() {
            return List.of(Fault.values()).stream().filter(fault -> fault.at == this).toList();
        }
    }

    private static final List<List<Fault>> BY_PLACE = List.of(At.values()).stream().map(At::faults).toList();

    private final At at;
    private final double probability;

    Fault(At at, double probability) {
        this.at = at;
        this.probability = probability;
    }

    double probability() {
        return probability;
    }

    static List<Fault> at(At place) {
        return BY_PLACE.get(place.ordinal());
    }
}
