package dev.tidegate.task.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.task.check.report.Checked;
import dev.tidegate.task.check.rule.Severity;

/**
 * One case of the corpus. The comments at the top say what is expected ({@code -- expect: column-dropped column-data-lost}, or
 * {@code none}), which mark the script deserves ({@code -- deserves: post-traffic}) and of what it looks like but is not
 * ({@code -- not: column-renamed}); then comes the schema of the release before, and below each {@code -- migration:} a script,
 * beginning with its mark. Statements of the release before may follow below {@code -- statements:}, those of the release itself
 * below {@code -- statements after:}.
 *
 * @param never codes that must not be found, whatever their severity
 * @param scripts in the order of their versions
 */
public record Case(String name, Set<String> expected, Set<String> never, String deserves, String base,
        List<String> scripts, String statements, String statementsAfter) {
    private static final Pattern SECTION = Pattern.compile("^-- (migration|statements|statements after):\n",
            Pattern.MULTILINE);

    public Case {
        expected = new TreeSet<>(expected);
        never = new TreeSet<>(never);
        scripts = List.copyOf(scripts);
    }

    public static Case read(Path file) {
        try {
            String text = Files.readString(file);
            Matcher section = SECTION.matcher(text);
            if (!section.find()) {
                throw new IllegalStateException(file + ": found no line \"-- migration:\"");
            }
            String base = text.substring(0, section.start());
            List<String> scripts = new ArrayList<>();
            Map<String, String> statements = new HashMap<>();
            boolean more = true;
            while (more) {
                String kind = section.group(1);
                int from = section.end();
                more = section.find();
                String content = text.substring(from, more ? section.start() : text.length());
                if (kind.equals("migration")) {
                    scripts.add(content);
                } else {
                    statements.put(kind, content);
                }
            }
            return new Case(file.getParent().getFileName() + "/" + file.getFileName(), words(header(text, "expect")),
                    words(header(text, "not")), header(text, "deserves").orElseThrow(), base, scripts, statements
                            .getOrDefault("statements", ""), statements.getOrDefault("statements after", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> header(String text, String name) {
        return text.lines().filter(line -> line.startsWith("-- " + name + ": ")).map(line -> line.substring(name
                .length() + 5).strip()).findFirst();
    }

    private static Set<String> words(Optional<String> header) {
        return header.map(text -> Set.of(text.split("\\s+"))).orElse(Set.of());
    }

    /** The first script. */
    public String script() {
        return scripts.getFirst();
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
