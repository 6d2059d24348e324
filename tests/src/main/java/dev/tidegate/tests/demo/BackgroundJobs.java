package dev.tidegate.tests.demo;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.tidegate.tests.shop.JobCount;

/**
 * Gathers what every task of the shop prints about its background job. A line holds the totals of its task, so the latest
 * one counts, and a task that is killed loses at most its last second. Safe for use by many threads.
 */
public final class BackgroundJobs {
    private final Map<String, JobCount> byTask = new ConcurrentHashMap<>();

    /**
     * Takes one line of a task's standard output.
     *
     * @return whether it was about the background job; any other line is left to the caller
     */
    public boolean heard(String taskArn, String line) {
        Optional<JobCount> count = JobCount.parse(line);
        count.ifPresent(latest -> byTask.put(taskArn, latest));
        return count.isPresent();
    }

    /** The totals so far by version of the shop. */
    public Map<String, JobCount> byVersion() {
        Map<String, JobCount> totals = new TreeMap<>();
        byTask.values().forEach(count -> totals.merge(count.version(), count, JobCount::plus));
        return totals;
    }
}
