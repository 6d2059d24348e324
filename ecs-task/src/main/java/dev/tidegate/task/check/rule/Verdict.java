package dev.tidegate.task.check.rule;

import java.util.List;
import java.util.Set;

/**
 * The answers for one script, whatever its mark says and whatever was accepted.
 *
 * @param oldCode whether code from before the release goes on working
 * @param newCodeNeedsIt whether new code may fail as long as it has not run
 * @param blocks whether readers or writers wait for longer than a moment
 * @param mayFail whether rows can make it fail
 * @param losesData whether rows or values are gone for good
 * @param suggestion the mark it deserves
 */
public record Verdict(OldCode oldCode, boolean newCodeNeedsIt, Blocks blocks, boolean mayFail, boolean losesData,
        Suggestion suggestion) {
    /** What becomes of old code. */
    public enum OldCode {
        WORKS, MEANS_OTHERWISE, BREAKS
    }

    /** For how long readers or writers wait. */
    public enum Blocks {
        INSTANT, CONCURRENT_FORM_EXISTS, ROWS, SCAN, REWRITE
    }

    private static final Set<Code> FOLLOWING = Set.of(Code.OLD_CLIENT_CHANGES, Code.RESULT_TYPE_CHANGED);

    /** Sums up. */
    public static Verdict of(List<Finding> findings) {
        boolean breaks = has(findings, Hazard.OLD_CODE);
        boolean otherwise = findings.stream().anyMatch(finding -> finding.code().hazard() == Hazard.MEANING && finding
                .code()
                .severity(true) == Severity.WARNING && !FOLLOWING.contains(finding.code()));
        boolean adds = findings.stream().anyMatch(finding -> finding.code() == Code.NEEDED_BY_NEW_CODE);
        boolean needed = has(findings, Hazard.NEW_CODE);
        boolean loses = has(findings, Hazard.LOSS);
        Suggestion suggestion = breaks && adds ? Suggestion.SPLIT
                : breaks || loses ? Suggestion.POST_TRAFFIC
                        : needed || otherwise ? Suggestion.PRE_TRAFFIC : Suggestion.ANY;
        return new Verdict(breaks ? OldCode.BREAKS : otherwise ? OldCode.MEANS_OTHERWISE : OldCode.WORKS, needed,
                blocks(
                        findings), has(findings, Hazard.DATA), loses, suggestion);
    }

    private static boolean has(List<Finding> findings, Hazard hazard) {
        return findings.stream().anyMatch(finding -> finding.code().hazard() == hazard);
    }

    private static Blocks blocks(List<Finding> findings) {
        return findings.stream().map(finding -> switch (finding.code()) {
            case LOCK_REWRITE, LOCK_OUTSIDE_TRANSACTION -> Blocks.REWRITE;
            case LOCK_SCAN, LOCK_INDEX_BUILD, LOCK_WHILE_WORKING -> Blocks.SCAN;
            case LOCK_ALL_ROWS -> Blocks.ROWS;
            case LOCK_NOT_CONCURRENT -> Blocks.CONCURRENT_FORM_EXISTS;
            default -> Blocks.INSTANT;
        }).reduce(Blocks.INSTANT, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }
}
