package dev.tidegate.task.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.task.check.report.Checked;
import dev.tidegate.task.check.rule.Severity;

/**
 * One case of the corpus. The comments at the top say what is expected ({@code -- expect: column-dropped column-data-lost}, or
 * {@code none}) and which mark the script deserves ({@code -- deserves: post-traffic}); then comes the schema of the release
 * before, and below {@code -- migration:} the script, beginning with its mark.
 */
public record Case(String name, Set<String> expected, String deserves, String base, String script) {
    private static final String MIGRATION = "-- migration:\n";

    public Case {
        expected = new TreeSet<>(expected);
    }

    public static Case read(Path file) {
        try {
            String text = Files.readString(file);
            int migration = text.indexOf(MIGRATION);
            if (migration < 0) {
                throw new IllegalStateException(file + ": found no line \"" + MIGRATION.strip() + "\"");
            }
            List<String> expected = List.of(header(text, "expect").split("\\s+"));
            return new Case(file.getParent().getFileName() + "/" + file.getFileName(), Set.copyOf(expected), header(
                    text,
                    "deserves"), text.substring(0, migration), text.substring(migration + MIGRATION.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(String text, String name) {
        return text.lines().filter(line -> line.startsWith("-- " + name + ": ")).map(line -> line.substring(name
                .length()
                + 5).strip()).findFirst().orElseThrow(() -> new IllegalStateException("found no \"" + name + "\" in: "
                        + text));
    }

    /** The codes of what people are told. */
    static Set<String> heard(List<Checked> checked) {
        Stream<String> codes = checked.stream().flatMap(script -> script.findings().stream()).filter(finding -> finding
                .severity() != Severity.OFF).map(finding -> finding.code().word());
        TreeSet<String> heard = codes.collect(Collectors.toCollection(TreeSet::new));
        return heard.isEmpty() ? Set.of("none") : heard;
    }

    @Override
    public String toString() {
        return name;
    }
}
