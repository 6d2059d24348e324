package dev.tidegate.task;

import java.time.Duration;
import java.time.InstantSource;

import javax.sql.DataSource;

import dev.tidegate.task.migration.Plan;
import dev.tidegate.task.migration.Reason;
import dev.tidegate.task.report.Progress;
import dev.tidegate.task.report.SessionMessages;
import dev.tidegate.task.sessions.Finding;
import dev.tidegate.task.sessions.OpenSessions;
import dev.tidegate.task.sessions.SessionName;
import dev.tidegate.task.settings.Settings;
import dev.tidegate.task.settings.Values;

/** Puts post-traffic work off while sessions of older code are open, when the settings ask for it. */
final class SessionsGate {
    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(30);

    private final Values values;
    private final InstantSource clock;
    private final Progress progress;

    SessionsGate(Values values, InstantSource clock, Progress progress) {
        this.values = values;
        this.clock = clock;
        this.progress = progress;
    }

    /** The plan as it is, or with nothing to run until the gate is to be asked again. */
    Plan hold(Plan plan, DataSource database) {
        if (!values.get(Settings.SESSIONS) || plan.runs().isEmpty()) {
            return plan;
        }
        SessionName name = values.get(Settings.SESSION_NAME);
        String release = values.sessionVersion().orElseThrow();
        Finding finding = Finding.of(OpenSessions.look(database), name, release);
        SessionMessages.lines(finding, name, release).forEach(progress::say);
        return finding.older().isEmpty()
                ? plan
                : plan.putOff(new Reason.OlderSessions(finding.older().size(), finding.older().getFirst().toString()),
                        clock.instant().plus(COME_BACK_AFTER));
    }
}
