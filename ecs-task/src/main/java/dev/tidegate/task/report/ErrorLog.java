package dev.tidegate.task.report;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Tells on standard error what went wrong. Containers send it to the same log as standard output, so it has the same format.
 *
 * @param err where to
 */
public record ErrorLog(PrintStream err, LogFormat format, InstantSource clock) {
    /** Why the run did not succeed. */
    public void failed(String message) {
        switch (format) {
            case TEXT -> err.println("tidegate-task: " + message);
            case JSON -> err.println(error(message).build().write());
        }
    }

    /** A defect of ours, or of what we call, with where it happened. */
    public void defect(Throwable thrown) {
        switch (format) {
            case TEXT -> thrown.printStackTrace(err);
            case JSON -> {
                StringWriter trace = new StringWriter();
                thrown.printStackTrace(new PrintWriter(trace, true));
                err.println(error(thrown.toString()).put("stackTrace", trace.toString()).build().write());
            }
        }
    }

    private JsonObject error(String message) {
        return new JsonObject().put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("event", "error").put("message", message);
    }
}
