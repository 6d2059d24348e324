package dev.tidegate.task.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.task.database.DatabaseUrl;
import dev.tidegate.task.migration.Phase;

/** What the settings are set to: an option wins over an environment variable, which wins over the default. */
public final class Values {
    private final Map<Setting<?>, String> texts = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Reads every setting.
     *
     * @param environment where an empty variable counts as not set
     */
    public Values(Arguments arguments, Map<String, String> environment) {
        for (Setting<?> setting : Settings.ALL) {
            arguments.option(setting).or(() -> variable(setting, environment)).or(setting::fallback)
                    .ifPresent(text -> read(setting, text));
        }
        checkTogether(arguments);
    }

    private static Optional<String> variable(Setting<?> setting, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(setting.variable())).filter(text -> !text.isBlank());
    }

    /** Everything that is wrong, each with the setting, what was given and what is allowed. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The value of {@code setting}, if it has one. */
    public <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable(texts.get(setting)).flatMap(text -> setting.kind().read().apply(text));
    }

    /** The value of a setting that has a default or was found to be there. */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting.title() + " has no value"));
    }

    /** Who logs in: the setting, or what the url says. */
    public String user() {
        return findUser().orElseThrow(() -> new IllegalStateException("nobody logs in"));
    }

    /** What the release's sessions carry in their name, if it is known. */
    public Optional<String> sessionVersion() {
        return find(Settings.SESSION_VERSION).or(() -> find(Settings.VERSION));
    }

    Optional<String> findUser() {
        return find(Settings.USER).or(() -> find(Settings.URL).flatMap(DatabaseUrl::user));
    }

    private void read(Setting<?> setting, String text) {
        if (setting.equals(Settings.URL) && DatabaseUrl.hasPassword(text)) {
            problems.add(setting.title()
                    + ": found a password in it (not shown); a URL ends up in logs and process lists:"
                    + " set " + Settings.PASSWORD.variable() + " instead");
        } else if (setting.kind().read().apply(text).isEmpty()) {
            problems.add(setting.title() + ": found " + Shown.text(text) + "; allowed: " + setting.kind().allowed());
        } else {
            texts.put(setting, text);
        }
    }

    private void checkTogether(Arguments arguments) {
        problems.addAll(new LoginSettings(this).problems());
        problems.addAll(new SessionSettings(this).problems());
        arguments.command().ifPresent(command -> find(Settings.PHASE).ifPresent(phase -> checkPhase(command, phase)));
    }

    /** Whether something was found wrong with {@code setting} already. */
    boolean isWrong(Setting<?> setting) {
        return problems.stream().anyMatch(text -> text.startsWith(setting.title()));
    }

    private void checkPhase(Command command, Phase phase) {
        boolean agrees = switch (command) {
            case PRE -> phase == Phase.PRE_TRAFFIC;
            case POST -> phase == Phase.POST_TRAFFIC;
            case PLAN, FLOOR, RECORD -> true;
        };
        if (!agrees) {
            problems.add(Settings.PHASE.title() + ": found \"" + phase.word() + "\" with the command " + command.word()
                    + "; expected the phase of the command");
        }
    }
}
