package dev.tidegate.task.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tidegate.task.sessions.SessionName;

/** What the check of open sessions needs to know. */
final class SessionSettings {
    private final Values values;

    SessionSettings(Values values) {
        this.values = values;
    }

    /** What is missing or does not fit. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!values.find(Settings.SESSIONS).orElse(false)) {
            return problems;
        }
        Optional<SessionName> name = values.find(Settings.SESSION_NAME);
        Optional<String> version = values.sessionVersion();
        if (name.isEmpty() && !values.isWrong(Settings.SESSION_NAME)) {
            problems.add(Settings.SESSION_NAME.title() + ": not set; with sessions expected " + SessionName.EXPECTED);
        }
        if (version.isEmpty()) {
            problems.add(Settings.SESSION_VERSION.title() + ": not set, nor is " + Settings.VERSION.variable()
                    + "; with sessions expected the version that the release's sessions carry");
        }
        name.ifPresent(pattern -> version.filter(known -> pattern.version(pattern.of(known)).isEmpty())
                .ifPresent(known -> problems.add(Settings.SESSION_VERSION.title() + ": found \"" + known
                        + "\"; expected a version without slashes and spaces, as it stands in session-name")));
        return problems;
    }
}
