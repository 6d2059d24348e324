package dev.tidegate.task.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidegate.task.migration.Problem;
import dev.tidegate.task.migration.Script;

/** Finds placeholders without a value before anything runs; Flyway would only when it comes to the script. */
public final class MissingPlaceholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

    private final Path root;
    private final Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    private MissingPlaceholders(Path root, Set<String> known) {
        this.root = root;
        this.known.addAll(known);
    }

    /** One problem for each placeholder in {@code pending} that has no value; none when placeholders are off. */
    public static List<Problem> find(Path root, Collection<Script> pending, Placeholders placeholders) {
        if (!(placeholders instanceof Placeholders.On(var values))) {
            return List.of();
        }
        MissingPlaceholders missing = new MissingPlaceholders(root, values.keySet());
        return pending.stream().flatMap(script -> missing.in(script).stream()).toList();
    }

    private List<Problem> in(Script script) {
        try {
            return !ScriptConfiguration.of(root, script.file()).replacesPlaceholders()
                    ? List.of()
                    : in(script, Files.readAllLines(root.resolve(script.file())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Problem> in(Script script, List<String> lines) {
        List<Problem> problems = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            Matcher placeholder = PLACEHOLDER.matcher(lines.get(line));
            while (placeholder.find()) {
                if (!known.contains(placeholder.group(1)) && !placeholder.group(1).startsWith("flyway:")) {
                    problems.add(new Problem(script.file(), line + 1, "found \"" + placeholder.group()
                            + "\" without a value; expected one in the setting placeholders (TIDEGATE_PLACEHOLDERS or"
                            + " --placeholders), or off there if scripts have no placeholders"));
                }
            }
        }
        return problems;
    }
}
