package dev.tidegate.task.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.tidegate.task.database.Work;
import dev.tidegate.task.flyway.MigrationListener;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.outcome.Blocker;

/** Tells people what is happening, a line at a time, and remembers what was done. */
public final class Progress implements MigrationListener {
    private final ProgressLog log;
    private final Pace waiting;
    private final Pace working;
    private final List<Applied> applied = new ArrayList<>();

    public Progress(ProgressLog log) {
        this.log = log;
        this.waiting = new Pace(log.clock());
        this.working = new Pace(log.clock());
    }

    /** The migrations committed so far, in order. */
    public List<Applied> applied() {
        return List.copyOf(applied);
    }

    /** Says something that is not about one migration. */
    public void say(String text) {
        log.write("note", text, new JsonObject());
    }

    /** Says something that deserves a look, though the run goes on. */
    public void warn(String text) {
        log.write("warning", "warning: " + text, new JsonObject());
    }

    @Override
    public void started(Migration migration) {
        working.begin(migration.file());
        log.write("applying", "applying " + migration.title(), about(migration));
    }

    @Override
    public void notice(Migration migration, String message) {
        log.write("notice", "  notice: " + message, about(migration));
    }

    @Override
    public void remark(Migration migration, String text) {
        log.write("remark", "  " + migration.label() + ": " + text, about(migration));
    }

    @Override
    public void waits(Migration migration, Blocker blocker) {
        if (waiting.lets(migration.file() + " " + blocker.pid() + blocker.application())) {
            log.write("waiting", "waiting  " + migration.label() + ": blocked by " + blocker.text(), about(migration)
                    .put(
                            "blocker", Blockers.json(blocker)));
        }
    }

    @Override
    public void waitsForRunner(Blocker runner) {
        if (waiting.lets("runner " + runner.pid())) {
            log.write("waiting", "waiting for another runner to end, or for the server to notice that it is gone: "
                    + runner.text(), new JsonObject().put("blocker", Blockers.json(runner)));
        }
    }

    @Override
    public void works(Migration migration, Work work) {
        String text = "working  " + migration.label() + ": " + work.text();
        if (log.isLive()) {
            log.rewrite(text);
        } else if (working.lets(migration.file())) {
            JsonObject members = about(migration).put("doing", work.what());
            work.percent().ifPresent(percent -> members.put("percent", percent));
            log.write("working", text, members);
        }
    }

    @Override
    public void applied(Migration migration, Instant startedAt, Instant finishedAt) {
        Applied done = new Applied(migration, startedAt, finishedAt);
        applied.add(done);
        log.write("applied", "applied  " + migration.label() + " in " + done.millis() + " ms", about(migration).put(
                "millis", done.millis()));
    }

    private static JsonObject about(Migration migration) {
        return new JsonObject().put("version", migration.version()).put("script", migration.file());
    }
}
