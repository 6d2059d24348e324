package dev.tidegate.tests.function;

import java.io.InputStream;
import java.io.OutputStream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/** A function that cannot start. */
public final class BrokenHandler implements RequestStreamHandler {
    public BrokenHandler() {
        throw new IllegalStateException("no settings");
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        throw new AssertionError("never constructed");
    }
}
