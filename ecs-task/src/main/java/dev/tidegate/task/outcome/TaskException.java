package dev.tidegate.task.outcome;

/** Ends a run; carries what the result says. */
public final class TaskException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public TaskException(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public TaskException(Failure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    /** Why the run ended. */
    public Failure failure() {
        return failure;
    }
}
