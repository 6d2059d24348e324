package dev.tidegate.tests.benchmark;

import java.util.List;

/** What a run finds. */
enum Scenario {
    /** Not measured: makes what the first two find. */
    BEFORE("200 from scratch", 0, 200), NOTHING_PENDING("nothing pending of 200 applied", 200, 200), TEN_PENDING(
            "ten pending on top of 200 applied", 200, 210), FROM_SCRATCH("1,000 from scratch", 0, 1_000);

    static final List<Scenario> MEASURED = List.of(NOTHING_PENDING, TEN_PENDING, FROM_SCRATCH);

    private final String title;
    private final int applied;
    private final int scripts;

    Scenario(String title, int applied, int scripts) {
        this.title = title;
        this.applied = applied;
        this.scripts = scripts;
    }

    String title() {
        return title;
    }

    /** How many of the scripts have been applied before. */
    int applied() {
        return applied;
    }

    /** How many scripts there are. */
    int scripts() {
        return scripts;
    }
}
