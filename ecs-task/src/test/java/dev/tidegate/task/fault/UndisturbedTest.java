package dev.tidegate.task.fault;

import java.nio.file.Path;

import dev.tidegate.task.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Without faults the mixed scripts do what the other tests of this package look for afterwards. */
@Timeout(120)
class UndisturbedTest {
    @Test
    void finishes(@TempDir Path folder) throws InterruptedException {
        new Scene(folder, new TestDatabase()).finishes();
    }
}
