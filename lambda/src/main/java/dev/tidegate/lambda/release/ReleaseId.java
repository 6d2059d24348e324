package dev.tidegate.lambda.release;

/**
 * Names a release in the ledger, in a task's {@code startedBy} and in logs: the service deployment's own id, the
 * CodeDeploy deployment id, or what a direct {@code start} gave, so that it is found again in AWS's own consoles.
 *
 * @param value 1 to 80 letters, digits, {@code -} and {@code _}, so that it fits into {@code startedBy}
 */
public record ReleaseId(String value) {
    private static final String ALLOWED = "[A-Za-z0-9_-]{1,80}";

    /** @throws IllegalArgumentException when the value has other characters or another length */
    public ReleaseId {
        if (!value.matches(ALLOWED)) {
            throw new IllegalArgumentException(
                    "release id \"" + value + "\": expected 1 to 80 letters, digits, - and _");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
