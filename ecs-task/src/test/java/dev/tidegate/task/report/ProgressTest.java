package dev.tidegate.task.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import dev.tidegate.task.database.Work;
import dev.tidegate.task.migration.Identity;
import dev.tidegate.task.migration.Mark;
import dev.tidegate.task.migration.MarkedPhase;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.outcome.Blocker;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Migration INDEX = new Migration("V2__index.sql", Identity.parse("V2__index.sql").orElseThrow(),
            Mark.of(MarkedPhase.PRE_TRAFFIC));
    private static final Work BUILDING = new Work("building index: scanning table", OptionalInt.of(42));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void tellsEveryTenSecondsHowFarAStatementHasComeAndWhoBlocksIt() {
        Progress progress = progress(LogFormat.TEXT, false);
        progress.started(INDEX);
        for (int second = 0; second <= 20; second++) {
            progress.works(INDEX, BUILDING);
            progress.waits(INDEX, blocker(7));
            now = now.plusSeconds(1);
        }
        progress.waits(INDEX, blocker(8));

        assertThat(text().lines()).containsExactly("applying 2 \"index\" (V2__index.sql)", waiting(7), working(),
                waiting(7), working(), waiting(7), waiting(8));
    }

    @Test
    void writesOneJsonObjectPerLine() {
        Progress progress = progress(LogFormat.JSON, true);
        progress.started(INDEX);
        now = now.plusSeconds(10);
        progress.works(INDEX, BUILDING);
        progress.waits(INDEX, blocker(7));
        progress.applied(INDEX, now.minusSeconds(10), now);

        assertThat(text().lines()).containsExactly(
                "{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"applying\",\"message\":\"applying 2 \\\"index\\\""
                        + " (V2__index.sql)\",\"version\":\"2\",\"script\":\"V2__index.sql\"}",
                "{\"time\":\"2026-01-01T00:00:10Z\",\"event\":\"working\",\"message\":\"working  2: building index: scanning"
                        + " table, 42 %\",\"version\":\"2\",\"script\":\"V2__index.sql\",\"doing\":\"building index: scanning"
                        + " table\",\"percent\":42}",
                "{\"time\":\"2026-01-01T00:00:10Z\",\"event\":\"waiting\",\"message\":\"" + waiting(7).replace("\"",
                        "\\\"")
                        + "\",\"version\":\"2\",\"script\":\"V2__index.sql\",\"blocker\":{\"kind\":\"client\",\"pid\":7,"
                        + "\"application\":\"report\",\"state\":\"active\",\"millis\":61000}}",
                "{\"time\":\"2026-01-01T00:00:10Z\",\"event\":\"applied\",\"message\":\"applied  2 in 10000 ms\","
                        + "\"version\":\"2\",\"script\":\"V2__index.sql\",\"millis\":10000}");
    }

    @Test
    void rewritesALineOnATerminal() {
        Progress progress = progress(LogFormat.TEXT, true);
        progress.works(INDEX, BUILDING);
        progress.works(INDEX, BUILDING);
        progress.say("done");

        assertThat(text()).isEqualTo("\r\u001b[K\u001b[?7l" + working() + "\u001b[?7h\r\u001b[K\u001b[?7l"
                + working() + "\u001b[?7h\r\u001b[Kdone\n");
    }

    private static String working() {
        return "working  2: building index: scanning table, 42 %";
    }

    private static String waiting(int pid) {
        return "waiting  2: blocked by pid " + pid + ", application \"report\", active for 61 s";
    }

    private static Blocker blocker(int pid) {
        return new Blocker(Blocker.Kind.CLIENT, OptionalInt.of(pid), Optional.empty(), "report", Optional.empty(),
                Optional
                        .of("active"), Optional.of(Duration.ofSeconds(61)), Optional.empty(), Optional.empty());
    }

    private Progress progress(LogFormat format, boolean terminal) {
        return new Progress(new ProgressLog(new PrintStream(bytes, true, StandardCharsets.UTF_8), format, terminal,
                () -> now));
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
