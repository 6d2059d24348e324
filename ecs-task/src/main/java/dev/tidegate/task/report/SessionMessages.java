package dev.tidegate.task.report;

import java.util.ArrayList;
import java.util.List;

import dev.tidegate.task.sessions.Finding;
import dev.tidegate.task.sessions.SessionName;

/** What a run says of other programs' sessions. */
public final class SessionMessages {
    private SessionMessages() {}

    /** Every session that stands in the way or may, a line each; no line when there is none. */
    public static List<String> lines(Finding finding, SessionName name, String release) {
        List<String> lines = new ArrayList<>();
        if (!finding.older().isEmpty()) {
            lines.add(count(finding.older().size()) + " of older code; expected only \"" + name.of(release) + "\":");
            finding.older().forEach(session -> lines.add("  " + session));
        }
        if (!finding.unknown().isEmpty()) {
            lines.add(count(finding.unknown().size()) + " of the same application without a version in the name, which"
                    + " may be of older code and do not stand in the way:");
            finding.unknown().forEach(session -> lines.add("  " + session));
        }
        if (!finding.complete() && !lines.isEmpty()) {
            lines.add(
                    "not allowed to see since when and from where sessions are open; for that, grant pg_read_all_stats"
                            + " to the login of the migrations");
        }
        return lines;
    }

    static String why(int count, String first) {
        return count(count) + " of older code " + (count == 1 ? "is" : "are") + " open: " + first
                + (count == 1 ? "" : ", …");
    }

    private static String count(int sessions) {
        return sessions == 1 ? "1 session" : sessions + " sessions";
    }
}
