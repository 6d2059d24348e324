package dev.tidegate.tests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import dev.tidegate.tests.shop.JobCount;
import org.junit.jupiter.api.Test;

class BackgroundJobsTest {
    private final BackgroundJobs jobs = new BackgroundJobs();

    @Test
    void takesTheLatestTotalsOfEveryTask() {
        jobs.heard("task-1", "jobs done=10 failed=0 version=41 lastError=-");
        jobs.heard("task-1", "jobs done=20 failed=1 version=41 lastError=ERROR: gone");
        jobs.heard("task-2", "jobs done=5 failed=0 version=41 lastError=-");
        jobs.heard("task-3", "jobs done=7 failed=0 version=42 lastError=-");

        assertThat(jobs.byVersion()).isEqualTo(Map.of("41", new JobCount("41", 25, 1, Optional.of("ERROR: gone")),
                "42", new JobCount("42", 7, 0, Optional.empty())));
    }

    @Test
    void leavesOtherOutputToTheCaller() {
        assertThat(jobs.heard("task-1", "jobs done=10 failed=0 version=41 lastError=-")).isTrue();
        assertThat(jobs.heard("task-1", "shop 41 ready on port 8080")).isFalse();
    }
}
