package dev.tidegate.tests.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Decides where faults strike. Every opportunity has a number, and whether one strikes there depends on the seed and
 * that number only: so a run can be repeated without some of them.
 */
final class Faults {
    /** One that struck. @param number of the opportunity */
    record Struck(int number, Fault fault) {}

    private final Chance chance;
    private final double intensity;
    private final Set<Fault> allowed;
    private final IntPredicate kept;
    private final List<Struck> struck = new ArrayList<>();
    private int opportunities;
    private boolean off;

    Faults(Chance chance, double intensity, Set<Fault> allowed, IntPredicate kept) {
        this.chance = chance;
        this.intensity = intensity;
        this.allowed = EnumSet.copyOf(allowed);
        this.kept = kept;
    }

    /** From now on nothing goes wrong any more. */
    void off() {
        off = true;
    }

    List<Struck> struck() {
        return struck;
    }

    Optional<Fault> strike(Fault.At place) {
        if (off) {
            return Optional.empty();
        }
        int number = ++opportunities;
        double drawn = chance.fork(number).fraction() / intensity;
        for (Fault fault : Fault.at(place)) {
            if (drawn < fault.probability()) {
                return keep(number, fault);
            }
            drawn -= fault.probability();
        }
        return Optional.empty();
    }

    private Optional<Fault> keep(int number, Fault fault) {
        if (!allowed.contains(fault) || !kept.test(number)) {
            return Optional.empty();
        }
        struck.add(new Struck(number, fault));
        return Optional.of(fault);
    }

    /** How much of it, for the opportunity that was drawn last. */
    long much(long low, long high) {
        return chance.fork(-opportunities).between(low, high);
    }
}
