package dev.tidegate.tests.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, for people. Nothing is written unless somebody is going to read it. */
final class Timeline {
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();

    Timeline(boolean kept) {
        this.kept = kept;
    }

    boolean isKept() {
        return kept;
    }

    void tell(long at, int depth, String who, Supplier<String> what) {
        if (kept) {
            lines.add(Spans.clock(at) + "  " + "· ".repeat(depth) + who + ": " + what.get());
        }
    }

    List<String> lines() {
        return lines;
    }
}
