package dev.tidegate.task.operator;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How the operator's commands are written. */
public final class Usage {
    private Usage() {}

    static String text() {
        return """
                usage: tidegate-task <command> [RELEASE] [options]

                Asks the deployed function, with your own AWS credentials.

                """ + operations();
    }

    /** The commands, their options and exit codes. */
    public static String operations() {
        return Arrays.stream(Verb.values()).map(verb -> "  %-9s%s%n".formatted(verb.word(), verb.help())).collect(
                Collectors.joining())
                + """

                          --function, TIDEGATE_FUNCTION
                              name or ARN of the function; region and credentials as the AWS CLI finds them
                          --database
                              with list: only the releases of this one
                          --task
                              with ended: ARN of such a task; may be given several times
                          --watch[=5s]
                              with list, status, explain and history: ask again until the release has ended
                          --by (default your login)
                              a name for the release's history
                          --json
                              print the function's answer as it is

                          exit codes: 0 asked and done, with --watch the release is Completed or Bypassed; 2 wrong usage; 3 with
                          --watch, the release ended otherwise; 4 the function refused; 7 the function cannot be called; 130 Ctrl-C
                        """;
    }
}
