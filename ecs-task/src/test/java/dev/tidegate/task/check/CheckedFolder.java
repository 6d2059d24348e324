package dev.tidegate.task.check;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tidegate.task.TestDatabase;

/** A folder of scripts, checked as a user would. */
public record CheckedFolder(Path folder) {
    /** What {@code check} prints with these options. */
    public String check(String... options) {
        List<String> arguments = new ArrayList<>(List.of("check", "--migrations=" + folder,
                "--url=postgresql://localhost:" + TestDatabase.port() + "/postgres"));
        Stream.of(options).forEach(arguments::add);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
        new CheckCommand(Map.of(), both, both, false).run(arguments);
        return out.toString(StandardCharsets.UTF_8);
    }
}
