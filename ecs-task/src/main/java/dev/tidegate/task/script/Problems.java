package dev.tidegate.task.script;

import java.util.List;
import java.util.stream.Collectors;

import dev.tidegate.task.migration.Problem;

/** Many problems as one message. */
public final class Problems {
    private Problems() {}

    /** A headline and one line per problem. */
    public static String text(List<Problem> problems) {
        String headline = problems.size() == 1
                ? "1 problem in the scripts, nothing was run"
                : problems.size() + " problems in the scripts, nothing was run";
        return problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining("", headline, ""));
    }
}
