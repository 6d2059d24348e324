package dev.tidegate.lambda.release;

/** What became of asking for a migration task. */
public sealed interface Launch {
    /** It exists. */
    record Started(String taskArn) implements Launch {}

    /** It does not exist and may be asked for again, such as for lack of capacity. */
    record NotNow(String reason) implements Launch {}

    /** It can never exist as asked. */
    record Impossible(String reason) implements Launch {}
}
