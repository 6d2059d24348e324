package dev.tidegate.tests.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads from a release's scripts when each is to run, without asking the program that ran them. */
final class ScriptMarks {
    private static final Pattern MARK = Pattern.compile("--\\s*tidegate:\\s*(\\S+)");

    private final Path folder;
    private final String unmarked;

    /** @param unmarked what a script without a mark is taken for */
    ScriptMarks(Path folder, String unmarked) {
        this.folder = folder;
        this.unmarked = unmarked;
    }

    /** {@code pre-traffic}, {@code post-traffic} or {@code any}. */
    String phaseOf(String script) {
        try (Stream<String> lines = Files.lines(folder.resolve(script))) {
            return lines.map(MARK::matcher).filter(Matcher::find).map(mark -> mark.group(1)).findFirst()
                    .orElse(unmarked);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read \"" + script + "\", which was applied", e);
        }
    }
}
