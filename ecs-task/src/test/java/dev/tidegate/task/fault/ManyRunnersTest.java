package dev.tidegate.task.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tidegate.task.ChildProcess;
import dev.tidegate.task.Program;
import dev.tidegate.task.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes of one phase at once: together they do the work of one. */
@Timeout(300)
class ManyRunnersTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 10})
    void togetherApplyEverythingOnceAndAllSucceed(int runners, @TempDir Path folder) throws Exception {
        Scene scene = new Scene(folder, new TestDatabase());
        for (String phase : List.of("pre", "post")) {
            List<Program.Ended> ends = ended(started(scene, phase, runners));

            assertThat(ends).allSatisfy(end -> assertThat(end.exit()).as(end.toString()).isZero());
        }
        scene.isRight();
        scene.hasNothingToDo();
    }

    @Test
    void goOnWhenTheOneAtWorkIsKilled(@TempDir Path folder) throws Exception {
        Scene scene = new Scene(folder, new TestDatabase());
        List<ChildProcess> runs = started(scene, "pre", 10);
        ChildProcess atWork = first(runs);
        assertThat(atWork.kill()).isTrue();
        runs.remove(atWork);

        assertThat(ended(runs)).allSatisfy(end -> assertThat(end.exit()).as(end.toString()).isZero());
        scene.finishes();
    }

    private static List<ChildProcess> started(Scene scene, String phase, int runners) {
        List<ChildProcess> runs = new ArrayList<>();
        for (int i = 0; i < runners; i++) {
            runs.add(scene.start(phase));
        }
        return runs;
    }

    /** The one that has begun a migration. */
    private static ChildProcess first(List<ChildProcess> runs) throws InterruptedException {
        while (true) {
            for (ChildProcess run : runs) {
                if (run.out().contains("applying")) {
                    return run;
                }
            }
            if (runs.getFirst().endsWithin(Duration.ofMillis(2)) && !runs.getFirst().out().contains(
                    "applying")) {
                throw new IllegalStateException("nobody migrated: " + runs.getFirst().ended());
            }
        }
    }

    private static List<Program.Ended> ended(List<ChildProcess> runs) throws InterruptedException {
        List<Program.Ended> ends = new ArrayList<>();
        for (ChildProcess run : runs) {
            ends.add(run.ended());
        }
        return ends;
    }
}
