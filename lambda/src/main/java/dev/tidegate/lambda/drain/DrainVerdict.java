package dev.tidegate.lambda.drain;

/** What one read proves. */
public sealed interface DrainVerdict {
    /** No container of the service can execute older code. */
    record Clear(Clearance clearance) implements DrainVerdict {}

    /** Some can. @param sentence who is waited for */
    record NotClear(String sentence) implements DrainVerdict {}

    /** It could not be seen, which counts as not drained. @param sentence what was in the way */
    record NotSeen(String sentence) implements DrainVerdict {}
}
