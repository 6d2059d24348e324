package dev.tidegate.lambda.release;

/** What looking up a deployment has shown. */
public sealed interface Resolution {
    /** It brings new code to a service of ours: its migrations run. */
    record Migrates(Target target) implements Resolution {}

    /** It must not be held up, and nothing runs: a rollback, or a hook at another moment of the deployment. */
    record Bypass(String reason) implements Resolution {}

    /** It cannot be served; nothing has happened yet, so refusing is safe. */
    record Refuse(String reason) implements Resolution {}
}
