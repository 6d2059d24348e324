package dev.tidegate.tests.function;

import java.util.concurrent.CompletableFuture;

/** The Lambda service as seen by those that invoke functions. */
public interface Functions {
    /**
     * Invokes a function once and gives what it returned. Fails with {@link FunctionError} when the function threw,
     * could not be started or died.
     *
     * @param function name or ARN
     */
    CompletableFuture<byte[]> invoke(String function, byte[] payload);

    /** The function did not return. */
    class FunctionError extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public FunctionError(String message) {
            super(message);
        }
    }

    /** There is no such function. */
    final class UnknownFunction extends FunctionError {
        private static final long serialVersionUID = 1L;

        public UnknownFunction(String function) {
            super("function \"" + function + "\" not found");
        }
    }
}
