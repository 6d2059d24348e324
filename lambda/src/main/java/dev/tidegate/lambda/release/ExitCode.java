package dev.tidegate.lambda.release;

/** The contract with the migration task: its exit code is all that decisions rest on. */
public enum ExitCode {
    DONE(0, "everything due is applied"),
    USAGE(2, "wrong usage or settings"),
    MIGRATION_FAILED(3, "a migration failed; the database's message is in the task's log"),
    REFUSED(4, "the migrations were refused; the reason is in the task's log"),
    LOCKED(5, "a lock could not be had in the allowed time"),
    DEADLINE(6, "the deadline was reached"),
    UNREACHABLE(7, "the database could not be reached"),
    NOT_YET(75, "not yet"),
    /** Any other code, such as 137 for a killed or 1 for another tool's failed migration. */
    OTHER(-1, "failed");

    private final int code;
    private final String words;

    ExitCode(int code, String words) {
        this.code = code;
        this.words = words;
    }

    static ExitCode of(int code) {
        for (ExitCode known : values()) {
            if (known.code == code) {
                return known;
            }
        }
        return OTHER;
    }

    /** What a code means; of one that is no part of the contract, what its signal says. */
    static String words(int code) {
        ExitCode known = of(code);
        return known != OTHER ? known.words : switch (code) {
            case 137 -> "killed (SIGKILL): out of memory, or stopped and not ended within its stop timeout";
            case 139 -> "crashed (SIGSEGV)";
            case 143 -> "stopped (SIGTERM)";
            default -> known.words;
        };
    }
}
