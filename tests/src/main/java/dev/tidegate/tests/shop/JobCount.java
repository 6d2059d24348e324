package dev.tidegate.tests.shop;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often the background job of a task has run so far, and the line in which the task says so on its standard output.
 * The numbers are totals, so the last line of a task holds all of it, also when the task is killed.
 *
 * @param version the shop version of the task
 * @param lastError the database's latest message; empty if no run failed
 */
public record JobCount(String version, long done, long failed, Optional<String> lastError) {
    private static final Pattern LINE = Pattern.compile("jobs done=(\\d+) failed=(\\d+) version=(\\S+) lastError=(.*)");

    /** {@code jobs done=120 failed=0 version=41 lastError=-}. */
    public String line() {
        return "jobs done=%d failed=%d version=%s lastError=%s".formatted(done, failed, version, lastError.orElse("-"));
    }

    /** Reads what {@link #line} gives; empty for any other line of output. */
    public static Optional<JobCount> parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new JobCount(matcher.group(3), Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)), Optional.of(matcher.group(4)).filter(error -> !error.equals("-"))));
    }

    /** The totals of two tasks of one version; the last error is the other's if it has one. */
    public JobCount plus(JobCount other) {
        return new JobCount(version, done + other.done, failed + other.failed,
                other.lastError.or(() -> lastError));
    }
}
