package dev.tidegate.lambda.drain;

/** What one read proves. */
public sealed interface DrainVerdict {
    /** No container of the service can execute older code. */
    record Clear(Clearance clearance) implements DrainVerdict {}

    /** Some can, or it is not known. @param sentence who is waited for */
    record NotClear(String sentence) implements DrainVerdict {}
}
