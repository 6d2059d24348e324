package dev.tidegate.lambda.drain;

import java.util.List;

/** What one read proves. */
public sealed interface DrainVerdict {
    /** No container of any consumer can execute older code. */
    record Clear(Clearance clearance) implements DrainVerdict {}

    /** Some can. @param sentences who is waited for, one for each consumer */
    record NotClear(List<String> sentences) implements DrainVerdict {}

    /** It could not be seen, which counts as not drained. @param sentences what was in the way */
    record NotSeen(List<String> sentences) implements DrainVerdict {}
}
