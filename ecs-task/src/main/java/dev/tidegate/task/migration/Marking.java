package dev.tidegate.task.migration;

import java.util.List;

/** What looking for a mark in a script gave. */
public sealed interface Marking {
    /** A mark, on this line. */
    record Marked(Mark mark, int line) implements Marking {}

    /** No mark at all. */
    record Unmarked() implements Marking {}

    /** Something that was meant as a mark and is wrong. */
    record Wrong(List<Problem> problems) implements Marking {
        public Wrong {
            problems = List.copyOf(problems);
        }
    }
}
