package dev.tidegate.task.check.rule;

import java.util.Optional;

import dev.tidegate.task.check.scratch.Source;
import dev.tidegate.task.check.scratch.StatementObservation;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Transactions;

/** The script itself: whether the runner can run it. */
final class ScriptRules {
    private final Report report;

    ScriptRules(Report report) {
        this.report = report;
    }

    void apply() {
        Source source = report.seen().source();
        report.seen().failure().ifPresent(stopped -> report.find(Code.MIGRATION_FAILS, stopped.statement(), source
                .file(),
                "fails: " + stopped.message().lines().findFirst().orElse(""), Fix.NONE));
        for (StatementObservation seen : report.seen().statements()) {
            seen.notRun().ifPresent(why -> report.find(Code.NOT_OBSERVED, seen.statement(), source.file(),
                    "was not run: "
                            + why + "; nobody knows what it does", Fix.NONE));
        }
        transactions(source);
    }

    private void transactions(Source source) {
        Optional<Statement> outside = source.statements().stream().filter(Source::isOutside).findFirst();
        for (Statement statement : source.statements()) {
            boolean control = Transactions.control(statement).isPresent();
            if (control && source.inTransaction()) {
                report.find(Code.TRANSACTION_CONTROL, statement, source.file(), "the runner refuses it: a script is one"
                        + " transaction already", Fix.NONE);
            }
            if (outside.isPresent() && source.configured().isEmpty() && !Source.isOutside(statement) && !control
                    && !Transactions.isSetting(statement)) {
                report.find(Code.MIXED_TRANSACTION, statement, source.file(),
                        "the runner refuses it beside a statement that"
                                + " cannot run in a transaction; put each kind into a script of its own", Fix.NONE);
            }
        }
    }
}
