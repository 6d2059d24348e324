package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.tidegate.task.report.ErrorLog;
import dev.tidegate.task.report.LogFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code --log=json} whatever is written to either stream is one JSON object a line. */
class JsonLogTest {
    private final TestDatabase database = new TestDatabase();
    private Program program;

    @BeforeEach
    void scripts(@TempDir Path folder) {
        program = new Program(folder, database).script("V1__a.sql", "-- tidegate: pre-traffic",
                "create table a (id int);", "do $$ begin raise notice 'one\ntwo'; end $$;");
    }

    @Test
    void writesProgressAndResult() {
        assertObjects(program.run("pre", "--log=json"), 0);
        assertObjects(program.run("plan", "--log=json"), 0);
        assertObjects(program.run("floor", "--log=json"), 0);
    }

    @Test
    void writesWhyNothingWasRun() {
        program.script("V2__b.sql", "select 1;").script("V3__c.sql", "select 1;");

        assertThat(assertObjects(program.run("pre", "--log=json"), 4).err()).contains("\"event\":\"error\",\"message\":"
                + "\"2 problems in the scripts, nothing was run\\n  V2__b.sql:1: found no mark;");
        assertObjects(program.run("plan", "--log=json"), 4);
    }

    @Test
    void writesWhatTheDatabaseRefused() {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "select", " 1 / 0;");

        assertObjects(program.run("pre", "--log=json"), 3);
    }

    @Test
    void writesWhatIsWrongWithTheSettings() {
        assertObjects(program.run("pre", "--log=json", "--lock-timeout=soon", "--nonsense"), 2);
    }

    @Test
    void writesDefects() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        new ErrorLog(new PrintStream(err, true, StandardCharsets.UTF_8), LogFormat.JSON, () -> Instant.EPOCH).defect(
                new IllegalStateException("it\nbroke"));

        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1).first().asString().startsWith(
                "{\"time\":\"1970-01-01T00:00:00Z\",\"event\":\"error\",\"message\":"
                        + "\"java.lang.IllegalStateException: it\\nbroke\",\"stackTrace\":\"java.lang");
    }

    private static Program.Ended assertObjects(Program.Ended ended, int exit) {
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
        List<String> lines = Stream.of(ended.out(), ended.err()).flatMap(String::lines).toList();
        assertThat(lines).isNotEmpty().allMatch(line -> line.startsWith("{\"") && line.endsWith("}"));
        return ended;
    }
}
