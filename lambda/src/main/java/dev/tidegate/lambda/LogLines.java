package dev.tidegate.lambda;

import dev.tidegate.lambda.json.JsonText;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.Watcher;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes one JSON object per line, which CloudWatch Logs can filter by field. A logging framework would cost every cold start. */
final class LogLines implements Watcher {
    private final PrintStream out;
    private final InstantSource clock;
    private final Metrics metrics;

    /** @param function the name of this function */
    LogLines(PrintStream out, InstantSource clock, String function) {
        this.out = out;
        this.clock = clock;
        metrics = new Metrics(function);
    }

    @Override
    public void entered(Release before, Release release, String why) {
        write("entered", release, why);
        metrics.ofStep(before, release, clock.instant()).ifPresent(this::print);
    }

    @Override
    public void waits(Release release, String why) {
        write("waits", release, why);
        metrics.ofWaiting(release, clock.instant()).ifPresent(this::print);
    }

    @Override
    public void failed(ReleaseId id, RuntimeException problem) {
        Map<String, Object> line = line(problem instanceof Cloud.Unavailable ? "WARN" : "ERROR", "failed");
        line.put("release", id);
        print(line, problem);
    }

    @Override
    public void failed(Release release, RuntimeException problem) {
        Map<String, Object> line = line(problem instanceof Cloud.Unavailable ? "WARN" : "ERROR", "failed");
        describe(release, line);
        print(line, problem);
    }

    private void print(Map<String, Object> line, RuntimeException problem) {
        line.put("message", String.valueOf(problem.getMessage()));
        line.put("exception", problem.getClass().getName());
        print(line);
    }

    @Override
    public void asked(Asked asked) {
        Map<String, Object> line = line("INFO", "asked");
        line.put("command", asked.command());
        line.put("about", asked.about());
        line.put("by", asked.by());
        asked.refused().ifPresent(why -> line.put("refused", why));
        print(line);
    }

    /** Something that belongs to no release. */
    void say(String level, String event, String message) {
        Map<String, Object> line = line(level, event);
        line.put("message", message);
        print(line);
    }

    private void write(String event, Release release, String why) {
        Map<String, Object> line = line("INFO", event);
        describe(release, line);
        line.put("message", why);
        print(line);
    }

    private static void describe(Release release, Map<String, Object> line) {
        line.put("release", release.id());
        line.put("version", release.version());
        release.target().map(Target::database).ifPresent(database -> line.put("database", database));
        phase(release.state()).ifPresent(phase -> line.put("phase", phase));
        line.put("state", release.state().name());
    }

    /** Whose turn it is. */
    private static Optional<String> phase(State state) {
        return switch (state) {
            case State.Opened _,State.PreRunning _,State.PreFailed _,State.Refused _ -> Optional.of("pre-traffic");
            case State.Armed _,State.Draining _,State.PostRunning _,State.PostFailed _,State.Completed _,State.Disarmed _ ->
                Optional.of("post-traffic");
            case State.Bypassed _ -> Optional.empty();
        };
    }

    private Map<String, Object> line(String level, String event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", clock.instant());
        line.put("level", level);
        line.put("event", event);
        return line;
    }

    private void print(Map<String, Object> line) {
        out.println(JsonText.of(line));
    }
}
