package dev.tidegate.task.flyway;

import java.util.List;

/**
 * Has Flyway run a long plan in portions. Before each migration Flyway compares all scripts that it sees with the history, so
 * a thousand in sight would cost a million comparisons; and a portion costs one more login.
 */
final class Portions {
    private static final int SIZE = 200;

    private final List<PlannedScript> scripts;
    private final PlannedResources resources;
    private final Witness witness;
    private int done;

    /** @param scripts in the order of execution */
    Portions(List<PlannedScript> scripts, PlannedResources resources, Witness witness) {
        this.scripts = scripts;
        this.resources = resources;
        this.witness = witness;
    }

    /** Shows one portion after the other and calls {@code migrate} for each; after a failure, from the one that failed. */
    void each(Runnable migrate) {
        while (done < scripts.size()) {
            int end = Math.min(done + SIZE, scripts.size());
            resources.show(scripts.subList(done, end));
            migrate.run();
            witness.ended();
            done = end;
        }
    }
}
