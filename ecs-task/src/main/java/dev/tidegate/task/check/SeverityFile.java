package dev.tidegate.task.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.check.rule.Severity;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/**
 * How much a project minds each finding: lines such as {@code lock-several-tables = off}; what follows {@code #} is a comment.
 */
final class SeverityFile {
    private SeverityFile() {}

    /**
     * Reads it.
     *
     * @throws TaskException when it cannot be read, or a line is not understood
     */
    static Map<Code, Severity> read(Path file) {
        Map<Code, Severity> severities = new EnumMap<>(Code.class);
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String text = line.replaceFirst("#.*", "").strip();
            String[] parts = text.split("\\s*=\\s*", 2);
            Optional<Code> code = Code.of(parts[0]);
            Optional<Severity> severity = parts.length < 2 ? Optional.empty() : Severity.of(parts[1]);
            if (code.isPresent() && severity.isPresent()) {
                severities.put(code.get(), severity.get());
            } else if (!text.isEmpty()) {
                problems.add(file + ":" + number + ": found \"" + text
                        + "\"; expected <code> = error, warning, note or off");
            }
        }
        if (!problems.isEmpty()) {
            throw new TaskException(Failure.of(Outcome.WRONG_USAGE, String.join("\n  ", problems)));
        }
        return severities;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new TaskException(Failure.of(Outcome.WRONG_USAGE, "cannot read the file of severities \"" + file
                    + "\": "
                    + e), e);
        }
    }
}
