package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A statement of which the server counts nothing is heard of all the same. */
@Timeout(60)
class LongStatementTest {
    @Test
    void saysEveryTenSecondsThatItStillRuns(@TempDir Path folder) {
        // A clock on which a minute passes each time somebody looks at it.
        AtomicLong minutes = new AtomicLong();
        Program program = new Program(folder, new TestDatabase()).at(() -> Instant.EPOCH.plusSeconds(60 * minutes
                .incrementAndGet())).script("V1__slow.sql", "-- tidegate: any", "select", "  pg_sleep(2);");

        assertThat(program.run("pre").progress()).filteredOn(line -> line.startsWith("working"))
                .isNotEmpty().allSatisfy(line -> assertThat(line).matches(
                        "working  1: running for \\d s: select pg_sleep\\(2\\)"));
    }
}
