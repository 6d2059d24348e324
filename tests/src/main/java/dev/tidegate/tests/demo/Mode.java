package dev.tidegate.tests.demo;

import java.util.Locale;

/** How the migrations of a rehearsal are run. */
public enum Mode {
    /** In two phases around the deployment. */
    TIDEGATE,
    /** All at once by the first new task, before it serves: the way it is usually done. */
    NAIVE;

    /** As {@code summary.json} has it: {@code tidegate} or {@code naive}. */
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
