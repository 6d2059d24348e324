package dev.tidegate.tests.simulation;

/** How a service is deployed. */
enum Controller {
    CODE_DEPLOY, BLUE_GREEN, LINEAR, CANARY,
    /** With a PRE_SCALE_UP hook. */
    ROLLING,
    /** The same, successful while old tasks live on. */
    ROLLING_DEFERRED,
    /** Without a hook; a pipeline calls {@code start} before. */
    ANNOUNCED,
    /** Without migrations: a consumer. */
    PLAIN;

    boolean isRolling() {
        return this == ROLLING || this == ROLLING_DEFERRED || this == ANNOUNCED || this == PLAIN;
    }

    boolean asksHook() {
        return this != ANNOUNCED && this != PLAIN;
    }
}
