package dev.tidegate.task.migration;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pending migrations and plans in a line of text, for tables of cases. */
final class Pending {
    private Pending() {}

    /** {@code "1 pre; 2 post after=1; R view any"}: labels, then the words of the mark, phases shortened. */
    static List<Migration> of(String text) {
        return Stream.of(text.split(";")).map(String::strip).filter(one -> !one.isEmpty()).map(Pending::migration)
                .toList();
    }

    private static Migration migration(String text) {
        String[] words = text.split(" ", 2);
        boolean repeatable = words[0].equals("R");
        String name = repeatable ? words[1].substring(0, words[1].indexOf(' ')) : words[0];
        String mark = repeatable ? words[1].substring(name.length() + 1) : words[1];
        Identity identity = repeatable
                ? new Identity.Repeatable(name)
                : new Identity.Versioned(Version.of(name), "step");
        return new Migration(name + ".sql", identity, mark(mark));
    }

    private static Mark mark(String text) {
        String full = text.replaceAll("\\bpre\\b", "pre-traffic").replaceAll("\\bpost\\b", "post-traffic");
        return switch (MarkParser.parse("test", List.of("-- tidegate: " + full))) {
            case Marking.Marked marked -> marked.mark();
            case Marking other -> throw new IllegalArgumentException(text + ": " + other);
        };
    }

    /** {@code "1 runs, 2 later, 3 blocked by 2"}. */
    static String text(Plan plan) {
        return plan.steps().stream().map(step -> step.migration().label().replace("\"", "") + " " + text(step
                .verdict()))
                .collect(Collectors.joining(", "));
    }

    private static String text(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Runs(Reason why) -> "runs";
            case Verdict.Later(Reason why) -> "later" + by(why);
            case Verdict.Blocked(Reason why) -> "blocked" + by(why);
            case Verdict.NotYet(Reason why, Instant at) -> "not before " + at.toString().substring(11, 16) + by(why);
        };
    }

    private static String by(Reason why) {
        return switch (why) {
            case Reason.DependsOnLater(MarkedPhase phase, Migration on) -> " by " + on.file().replace(".sql", "");
            case Reason.DependsOnBlocked(MarkedPhase phase, Migration on) -> " by " + on.file().replace(".sql", "");
            case Reason.DependsOnNotYet(Migration on) -> " by " + on.file().replace(".sql", "");
            case Reason.ItsMark(MarkedPhase phase) -> "";
            case Reason.FreshDatabase() -> "";
            case Reason.Drained(MarkedPhase phase) -> "";
            case Reason.DelayEnds(var delay, Instant at) -> "";
            case Reason.OlderSessions(int count, String first) -> " by sessions";
        };
    }
}
