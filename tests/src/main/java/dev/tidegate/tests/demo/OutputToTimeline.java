package dev.tidegate.tests.demo;

import dev.tidegate.tests.Journal;
import dev.tidegate.tests.container.ContainerSpec;
import dev.tidegate.tests.rehearsal.TaskOutput;

/** Shows on the timeline what migration tasks print, and counts the background jobs that the shop's tasks report. */
final class OutputToTimeline implements TaskOutput {
    private final BackgroundJobs jobs;
    private final Journal journal;

    OutputToTimeline(BackgroundJobs jobs, Journal journal) {
        this.jobs = jobs;
        this.journal = journal;
    }

    @Override
    public void line(ContainerSpec container, String line) {
        if (jobs.heard(container.taskArn(), line) || line.isBlank()) {
            return;
        }
        // The runner's last line is for programs.
        if (container.name().equals("migrate") && !line.startsWith("{")) {
            journal.happened("migration", line.strip());
        }
    }
}
