package dev.tidegate.lambda.release;

/** What a lifecycle hook, or whoever waits for a phase, is told. */
public sealed interface HookAnswer {
    /** The deployment may go on; the phase is done. */
    record Succeeded() implements HookAnswer {}

    /** The deployment must not go on; the phase will never be done. */
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

    /** What somebody who waits for the end of {@code phase} is told. */
    static HookAnswer to(State state, Phase phase) {
        return switch (phase) {
            case PRE_TRAFFIC -> to(state);
            case POST_TRAFFIC -> switch (state) {
                case State.Opened _,State.PreRunning _,State.Armed _,State.Draining _,State.PostRunning _ ->
                    new NotYet();
                case State.Completed _ -> new Succeeded();
                case State.PreFailed(String reason) -> new Failed(reason);
                case State.Refused(String reason) -> new Failed(reason);
                case State.Bypassed(String reason) -> new Failed(reason);
                case State.Disarmed(String reason) -> new Failed(reason);
                case State.PostFailed failed -> new Failed(failed.reason());
            };
        };
    }
}
