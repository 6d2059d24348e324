package dev.tidegate.task.outcome;

/** How a run ended. The exit code is the contract with whoever started the task; the word is for people. */
public enum Outcome {
    /** Everything due is applied. */
    SUCCEEDED(0, "succeeded", "everything due is applied"),
    /** The command line or a setting is wrong; nothing was started. */
    WRONG_USAGE(2, "wrong-usage", "wrong usage or settings"),
    /** A migration failed. */
    FAILED(3, "failed", "a migration failed"),
    /** Blocked order, below the floor, wrong or missing mark, changed or removed script, a finding of the check, server
     * too old: nothing was run. */
    REFUSED(4, "refused", "refused: blocked order, below the floor, wrong or missing mark, changed or removed script,"
            + " a finding with check=refuse, server too old"),
    /** A lock could not be had in the allowed time. */
    LOCKED(5, "locked", "a lock could not be had in the allowed time"),
    /** The deadline was reached or the process was told to end; what was running was cancelled. */
    DEADLINE(6, "deadline", "stopped: the deadline was reached, or SIGTERM came"),
    /** The database cannot be reached or does not let us in. */
    UNREACHABLE(7, "unreachable", "the database cannot be reached or refuses the login"),
    /** Post-traffic only: some migrations are not due yet. */
    NOT_YET(75, "not-yet", "not yet: post should come back at the time in the result line");

    private final int exit;
    private final String word;
    private final String help;

    Outcome(int exit, String word, String help) {
        this.exit = exit;
        this.word = word;
        this.help = help;
    }

    /** The exit code of the process. */
    public int exit() {
        return exit;
    }

    /** The {@code result} of the result line. */
    public String word() {
        return word;
    }

    /** What it means, for the help. */
    public String help() {
        return help;
    }
}
