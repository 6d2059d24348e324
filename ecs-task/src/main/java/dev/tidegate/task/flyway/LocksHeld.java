package dev.tidegate.task.flyway;

import dev.tidegate.task.outcome.Blocker;

/** Goes through Flyway to say that a script was not started, because somebody holds what it will lock. */
final class LocksHeld extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient PlannedScript script;
    private final transient Blocker blocker;

    LocksHeld(PlannedScript script, Blocker blocker) {
        super(blocker.text());
        this.script = script;
        this.blocker = blocker;
    }

    PlannedScript script() {
        return script;
    }

    Blocker blocker() {
        return blocker;
    }
}
