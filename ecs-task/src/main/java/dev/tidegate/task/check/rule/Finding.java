package dev.tidegate.task.check.rule;

import java.util.Optional;

/**
 * One thing to know about a script.
 *
 * @param line where the statement begins, counted from 1
 * @param statement the SQL, shortened; empty when it is about the script
 * @param object what it is about, by its name
 * @param message what would happen to the running application
 * @param observed what the old client did and what the server said, if it noticed
 * @param accepted the reason for which the script accepts it
 */
public record Finding(Code code, Severity severity, String file, int line, String statement, String object,
        String message, Fix fix, Optional<String> observed, Optional<String> accepted) {
    /** The same with another severity. */
    public Finding with(Severity other) {
        return new Finding(code, other, file, line, statement, object, message, fix, observed, accepted);
    }

    /** The same, as an old client noticed it. */
    public Finding observed(String evidence) {
        return new Finding(code, severity, file, line, statement, object, message, fix, Optional.of(evidence),
                accepted);
    }

    /** The same, accepted for a reason. */
    public Finding accept(String reason) {
        return new Finding(code, Severity.OFF, file, line, statement, object, message, fix, observed, Optional.of(
                reason));
    }
}
