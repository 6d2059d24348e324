package dev.tidegate.tests.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * One migration that was applied.
 *
 * @param version the script's, such as {@code 2}; of a repeatable one, its description
 * @param phase {@code pre-traffic}, {@code post-traffic} or {@code any}, as the script is marked, whenever it really ran
 * @param finishedAt when it was committed
 */
public record MigrationRun(String version, String phase, Instant startedAt, Instant finishedAt) {
    Duration took() {
        return Duration.between(startedAt, finishedAt);
    }

    boolean isPreTraffic() {
        return phase.equals("pre-traffic");
    }

    boolean isPostTraffic() {
        return phase.equals("post-traffic");
    }
}
