package dev.tidegate.tests.wire;

/** The body is not what the operation's input looks like; AWS answers it with {@code SerializationException}. */
public final class MalformedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedRequest(String message) {
        super(message);
    }

    MalformedRequest(String message, Throwable cause) {
        super(message, cause);
    }
}
