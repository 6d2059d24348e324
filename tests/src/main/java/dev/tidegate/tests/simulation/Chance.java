package dev.tidegate.tests.simulation;

import java.util.List;

/** Random numbers that a seed decides. Forks are named, so that what one draws does not change what another draws. */
final class Chance {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    Chance(long seed) {
        state = mix(seed);
    }

    /** SplitMix64's finaliser. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Others for {@code key}, whatever has been drawn elsewhere; this one is not advanced. */
    Chance fork(long key) {
        return new Chance(state ^ mix(key * STEP + 1));
    }

    private long next() {
        state += STEP;
        return mix(state);
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    /** From {@code low} to {@code high}, both included. */
    long between(long low, long high) {
        return low + (next() >>> 1) % (high - low + 1);
    }

    /** From 0 to just under 1. */
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean in(double probability) {
        return fraction() < probability;
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
