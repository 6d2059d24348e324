package dev.tidegate.task.check.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tidegate.task.migration.Mark;
import dev.tidegate.task.migration.MarkedPhase;
import dev.tidegate.task.migration.Marking;
import dev.tidegate.task.migration.Problem;
import dev.tidegate.task.migration.Script;

/** Whether the mark fits what the script was seen doing. */
public final class MarkRules {
    private MarkRules() {}

    /**
     * The findings, and those about the mark.
     *
     * @param found everything else that was found
     */
    public static List<Finding> apply(Script script, List<Finding> found) {
        Verdict verdict = Verdict.of(found);
        List<Finding> all = new ArrayList<>(found);
        switch (script.marking()) {
            case Marking.Unmarked() -> all.add(finding(Code.MARK_MISSING, script, 1, "has no mark; it deserves "
                    + deserved(
                            verdict)));
            case Marking.Wrong(List<Problem> problems) -> problems.forEach(problem -> all.add(finding(Code.MARK_WRONG,
                    script,
                    problem.line(), problem.text())));
            case Marking.Marked(Mark mark, int line) -> fit(verdict, mark, found).ifPresent(code -> all.add(finding(
                    code, script,
                    line, code == Code.MUST_BE_SPLIT
                            ? "old code fails after it, and new code may fail before it: no mark fits, split it into a"
                                    + " pre-traffic and a post-traffic script"
                            : "is marked post-traffic although old code works after it; it may be marked " + verdict
                                    .suggestion().word())));
        }
        return all;
    }

    private static Optional<Code> fit(Verdict verdict, Mark mark, List<Finding> found) {
        boolean fails = found.stream().anyMatch(finding -> finding.code() == Code.MIGRATION_FAILS);
        if (verdict.suggestion() == Suggestion.SPLIT) {
            return Optional.of(Code.MUST_BE_SPLIT);
        }
        boolean strict = mark.phase() == MarkedPhase.POST_TRAFFIC && verdict.oldCode() == Verdict.OldCode.WORKS
                && !verdict
                        .losesData() && !fails;
        return strict ? Optional.of(Code.MARK_TOO_STRICT) : Optional.empty();
    }

    private static Finding finding(Code code, Script script, int line, String message) {
        return new Finding(code, code.severity(true), script.file(), line, "", script.file(), message, Fix.NONE,
                Optional.empty(),
                Optional.empty());
    }

    private static String deserved(Verdict verdict) {
        return verdict.suggestion() == Suggestion.SPLIT ? "to be split" : verdict.suggestion().word();
    }
}
