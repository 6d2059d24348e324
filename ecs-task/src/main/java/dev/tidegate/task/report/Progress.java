package dev.tidegate.task.report;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.tidegate.task.flyway.MigrationListener;
import dev.tidegate.task.migration.Migration;

/** Tells people what is happening, a line at a time, and remembers what was done. */
public final class Progress implements MigrationListener {
    private final PrintStream out;
    private final List<Applied> applied = new ArrayList<>();

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** The migrations committed so far, in order. */
    public List<Applied> applied() {
        return List.copyOf(applied);
    }

    /** Says something that is not about one migration. */
    public void say(String text) {
        out.println(text);
    }

    /** Says something that deserves a look, though the run goes on. */
    public void warn(String text) {
        say("warning: " + text);
    }

    @Override
    public void started(Migration migration) {
        say("applying " + migration.title());
    }

    @Override
    public void notice(Migration migration, String message) {
        say("  notice: " + message);
    }

    @Override
    public void applied(Migration migration, Instant startedAt, Instant finishedAt) {
        Applied done = new Applied(migration, startedAt, finishedAt);
        applied.add(done);
        say("applied  " + migration.label() + " in " + done.millis() + " ms");
    }
}
