package dev.tidegate.task.check.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tidegate.task.migration.Script;
import dev.tidegate.task.script.Placeholders;
import dev.tidegate.task.script.ScriptConfiguration;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Statements;
import dev.tidegate.task.sql.Transactions;

/**
 * A script with its text, taken apart.
 *
 * @param text as the database gets it
 * @param configured whether it is to run in one transaction, if the file beside it says so
 */
public record Source(Script script, String text, Optional<Boolean> configured, List<Statement> statements) {
    private static final int NEWEST = 99;

    public Source {
        statements = List.copyOf(statements);
    }

    /** Reads {@code script} from its folder. */
    public static Source read(Path folder, Script script, Placeholders placeholders) {
        ScriptConfiguration configuration = ScriptConfiguration.of(folder, script.file());
        try {
            String content = Files.readString(folder.resolve(script.file()));
            String text = configuration.replacesPlaceholders() ? placeholders.in(content) : content;
            return new Source(script, text, configuration.executeInTransaction(), Statements.of(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its file. */
    public String file() {
        return script.file();
    }

    /** Whether the runner would run it as one transaction. */
    public boolean inTransaction() {
        return configured.orElse(statements.stream().noneMatch(Source::isOutside));
    }

    /** Whether PostgreSQL refuses {@code statement} in a transaction. */
    public static boolean isOutside(Statement statement) {
        return Transactions.refusedInside(statement, () -> NEWEST).isPresent();
    }

    /** The data behind a {@code COPY … FROM STDIN}, if {@code statement} is one. */
    Optional<String> copyData(Statement statement) {
        boolean copies = Stream.of("copy", "stdin").allMatch(word -> statement.text().toLowerCase(
                java.util.Locale.ROOT).contains(word)) && startsWith(statement, "copy");
        if (!copies) {
            return Optional.empty();
        }
        int from = text.indexOf('\n', statement.end()) + 1;
        int to = text.indexOf("\n\\.", Math.max(0, from - 1));
        return Optional.of(from == 0 || to < from ? "" : text.substring(from, to + 1));
    }

    /** Whether {@code statement} begins with this word. */
    public static boolean startsWith(Statement statement, String word) {
        return !statement.tokens().isEmpty() && statement.tokens().getFirst().text().equals(word);
    }
}
