package dev.tidegate.task.check;

import java.util.List;

import dev.tidegate.task.sql.ScriptText;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Transactions;

/** SQL of another tool, as a script of ours. */
final class ImportedScript {
    private ImportedScript() {}

    /** The SQL without what begins and ends a transaction, which the runner does by itself. */
    static String text(String sql) {
        ScriptText text = ScriptText.of(sql);
        List<Statement> control = text.statements().stream().filter(statement -> Transactions.control(statement)
                .isPresent())
                .toList();
        return text.without(control).lines().map(String::stripTrailing).dropWhile(String::isEmpty).reduce((one,
                other) -> one
                        + "\n" + other).orElse("").stripTrailing() + "\n";
    }
}
