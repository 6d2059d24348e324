package dev.tidegate.tests.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import dev.tidegate.tests.Journal;

/**
 * Prints what happens as it happens, one line each: seconds since the start, who, what. A line that repeats the one
 * before is not printed again but counted. Safe for use by many threads; without colour, so that a log keeps it readable.
 */
public final class Timeline implements Journal, AutoCloseable {
    private static final int ACTOR_WIDTH = "eventbridge".length();
    private static final String INDENT = " ".repeat(11 + ACTOR_WIDTH + 2);

    /**
     * One line, with all its repetitions.
     *
     * @param lastAt equal to {@code at} unless it was repeated
     */
    public record Entry(Instant at, String actor, String what, int times, Instant lastAt) {
        private boolean says(String who, String text) {
            return actor.equals(who) && what.equals(text);
        }

        private Entry again(Instant now) {
            return new Entry(at, actor, what, times + 1, now);
        }
    }

    private final PrintStream out;
    private final InstantSource clock;
    private final Instant start;
    private final List<Entry> entries = new ArrayList<>();

    /** Starts now. */
    public Timeline(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public synchronized void happened(String actor, String what) {
        Instant now = clock.instant();
        if (!entries.isEmpty() && entries.getLast().says(actor, what)) {
            entries.add(entries.removeLast().again(now));
            return;
        }
        printRepetitions();
        entries.add(new Entry(now, actor, what, 1, now));
        out.print(line(now, actor, what));
    }

    /** When the timeline began: the zero of its seconds. */
    public Instant start() {
        return start;
    }

    /** Everything so far, oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Prints what is still owed about the last line. */
    @Override
    public synchronized void close() {
        printRepetitions();
        out.flush();
    }

    /** Seconds as the timeline writes them: {@code 12.4 s}. */
    static String seconds(Duration duration) {
        return Text.format("%.1f s", duration.toMillis() / 1000.0);
    }

    private void printRepetitions() {
        if (!entries.isEmpty() && entries.getLast().times() > 1) {
            Entry last = entries.getLast();
            out.print(INDENT + "(" + last.times() + " times, last at " + since(last.lastAt()) + ")\n");
        }
    }

    private String line(Instant at, String actor, String what) {
        String head = Text.format("%9s  %-" + ACTOR_WIDTH + "s  ", since(at), actor);
        return head + String.join("\n" + INDENT, Text.wrap(what, Text.COLUMNS - INDENT.length())) + "\n";
    }

    private String since(Instant at) {
        return seconds(Duration.between(start, at));
    }
}
