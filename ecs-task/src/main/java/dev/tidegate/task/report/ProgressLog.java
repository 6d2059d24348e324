package dev.tidegate.task.report;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Writes what happens, a line at a time; on a terminal a line may also be rewritten in place. */
public final class ProgressLog {
    private static final String REWRITE = "\r\u001b[K";
    /** The terminal cuts what is longer than its line: only one line can be written over. */
    private static final String CUT = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final LogFormat format;
    private final boolean terminal;
    private final InstantSource clock;
    private boolean live;

    /** @param terminal whether somebody is looking at it who understands cursor movements */
    public ProgressLog(PrintStream out, LogFormat format, boolean terminal, InstantSource clock) {
        this.out = out;
        this.format = format;
        this.terminal = terminal && format == LogFormat.TEXT;
        this.clock = clock;
    }

    /** Whether lines can be rewritten in place. */
    boolean isLive() {
        return terminal;
    }

    InstantSource clock() {
        return clock;
    }

    /**
     * Writes one line.
     *
     * @param event what sort of thing happened, in JSON only
     * @param members what else programs should know, in JSON only
     */
    synchronized void write(String event, String text, JsonObject members) {
        clear();
        out.println(switch (format) {
            case TEXT -> text;
            case JSON -> new JsonObject().put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                    .put("event", event).put("message", text.strip()).putAll(members).build().write();
        });
    }

    /** Writes over the last live line, if this is a terminal. */
    synchronized void rewrite(String text) {
        out.print(REWRITE + CUT + text + WRAP);
        out.flush();
        live = true;
    }

    /** Ends a live line, so that whatever comes next begins a new one. */
    public synchronized void clear() {
        if (live) {
            out.print(REWRITE);
            live = false;
        }
    }
}
