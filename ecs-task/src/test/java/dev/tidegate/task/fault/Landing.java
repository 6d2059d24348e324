package dev.tidegate.task.fault;

import java.util.List;

/** Where a kill found the run, as far as its own words tell. */
enum Landing {
    /** Before it knew what to do. */
    STARTING,
    /** Waiting for the session that an earlier kill has left. */
    WAITING,
    /** Before its first migration. */
    PREPARING,
    /** In a migration, or in what is written about it. */
    MIGRATING;

    static Landing of(String out) {
        List<String> lines = out.lines().toList();
        if (lines.stream().anyMatch(line -> line.startsWith("applying"))) {
            return MIGRATING;
        }
        if (lines.stream().anyMatch(line -> line.startsWith("waiting for another runner"))) {
            return WAITING;
        }
        return out.contains("migrations run now") ? PREPARING : STARTING;
    }
}
