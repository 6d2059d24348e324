package dev.tidegate.task.report;

import dev.tidegate.task.migration.Phase;
import dev.tidegate.task.migration.Verdict;

/** Verdicts as people and programs read them. */
final class Verdicts {
    private Verdicts() {}

    /** What the run does with it. */
    static String action(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Runs runs -> "run";
            case Verdict.Later later -> "later";
            case Verdict.Blocked blocked -> "blocked";
            case Verdict.NotYet notYet -> "not yet";
        };
    }

    /** The phase it runs in, or {@code blocked}. */
    static String phase(Phase run, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Runs runs -> run.word();
            case Verdict.Later later -> Phase.POST_TRAFFIC.word();
            case Verdict.Blocked blocked -> "blocked";
            case Verdict.NotYet notYet -> Phase.POST_TRAFFIC.word();
        };
    }
}
