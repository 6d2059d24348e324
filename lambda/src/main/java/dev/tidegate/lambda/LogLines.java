package dev.tidegate.lambda;

import dev.tidegate.lambda.json.JsonText;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Watcher;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes one JSON object per line, which CloudWatch Logs can filter by field. A logging framework would cost every cold start. */
final class LogLines implements Watcher {
    private final PrintStream out;
    private final InstantSource clock;

    LogLines(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void entered(Release release, String why) {
        write("INFO", "entered", release, why);
    }

    @Override
    public void waits(Release release, String why) {
        write("INFO", "waits", release, why);
    }

    @Override
    public void failed(ReleaseId id, RuntimeException problem) {
        Map<String, Object> line = line(problem instanceof Cloud.Unavailable ? "WARN" : "ERROR", "failed");
        line.put("release", id);
        line.put("message", String.valueOf(problem.getMessage()));
        line.put("exception", problem.getClass().getName());
        print(line);
    }

    /** Something that belongs to no release. */
    void say(String level, String event, String message) {
        Map<String, Object> line = line(level, event);
        line.put("message", message);
        print(line);
    }

    private void write(String level, String event, Release release, String why) {
        Map<String, Object> line = line(level, event);
        line.put("release", release.id());
        line.put("version", release.version());
        line.put("state", release.state().name());
        line.put("message", why);
        print(line);
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
