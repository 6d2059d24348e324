package dev.tidegate.tests.definition;

/** How times are written where a definition leaves it to the protocol. */
public enum Timestamps {
    /** Numbers, as AWS's JSON protocols have them. */
    EPOCH_SECONDS,
    /** Strings, as events on EventBridge have them. */
    ISO_8601
}
