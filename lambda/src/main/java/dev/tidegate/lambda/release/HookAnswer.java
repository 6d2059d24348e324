package dev.tidegate.lambda.release;

/** What a lifecycle hook is told. */
public sealed interface HookAnswer {
    /** The deployment may go on. */
    record Succeeded() implements HookAnswer {}

    /** The deployment must not go on. */
    record Failed(String reason) implements HookAnswer {}

    /** Ask again, or wait until told. */
    record NotYet() implements HookAnswer {}

    /** The answer that follows from where the release is: "succeeded" only once the migrations are committed. */
    static HookAnswer to(State state) {
        return switch (state) {
            case State.Opened _,State.PreRunning _ -> new NotYet();
            case State.PreFailed failed -> new Failed(failed.reason());
            case State.Refused refused -> new Failed(refused.reason());
            case State.Armed _,State.Draining _,State.PostRunning _,State.Completed _,State.PostFailed _,State.Disarmed _,State.Bypassed _ ->
                new Succeeded();
        };
    }
}
