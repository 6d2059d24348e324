package dev.tidegate.task.check.rule;

import java.util.List;
import java.util.Optional;

import dev.tidegate.task.check.scratch.Source;
import dev.tidegate.task.check.scratch.StatementObservation;
import dev.tidegate.task.migration.Mark;
import dev.tidegate.task.migration.MarkedPhase;
import dev.tidegate.task.migration.Marking;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Transactions;

/** The script itself: whether the runner can run it, and whether the mark fits what it does. */
final class ScriptRules {
    private final Report report;

    ScriptRules(Report report) {
        this.report = report;
    }

    /** After the other rules. */
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
        mark(source);
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

    private void mark(Source source) {
        List<Finding> found = report.findings();
        Verdict verdict = Verdict.of(found);
        switch (source.script().marking()) {
            case Marking.Unmarked() -> report.find(Code.MARK_MISSING, "has no mark; it deserves " + deserved(verdict));
            case Marking.Wrong(var problems) -> problems.forEach(problem -> report.find(Code.MARK_WRONG, problem
                    .text()));
            case Marking.Marked(Mark mark, int line) -> {
                if (verdict.suggestion() == Suggestion.SPLIT) {
                    report.find(Code.MUST_BE_SPLIT,
                            "old code fails after it, and new code may fail before it: no mark fits,"
                                    + " split it into a pre-traffic and a post-traffic script");
                } else if (mark.phase() == MarkedPhase.POST_TRAFFIC && verdict.oldCode() == Verdict.OldCode.WORKS && !verdict.losesData() && report
                                .seen().failure().isEmpty()) {
                    report.find(Code.MARK_TOO_STRICT,
                            "is marked post-traffic although old code works after it; it may be"
                                    + " marked " + verdict.suggestion().word());
                }
            }
        }
    }

    static String deserved(Verdict verdict) {
        return verdict.suggestion() == Suggestion.SPLIT ? "to be split" : verdict.suggestion().word();
    }
}
