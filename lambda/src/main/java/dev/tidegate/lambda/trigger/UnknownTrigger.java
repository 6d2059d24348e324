package dev.tidegate.lambda.trigger;

/** The input is none that we know, or an incomplete one. */
public final class UnknownTrigger extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownTrigger(String message) {
        super(message);
    }
}
