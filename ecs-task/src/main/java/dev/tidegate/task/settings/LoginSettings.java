package dev.tidegate.task.settings;

import java.util.ArrayList;
import java.util.List;

import dev.tidegate.task.database.DatabaseUrl;

/** The settings that say where the database is and how to log in: of the ways there are, one. */
final class LoginSettings {
    private final Values values;
    private final List<String> problems = new ArrayList<>();

    LoginSettings(Values values) {
        this.values = values;
    }

    /** What is wrong with them together. */
    List<String> problems() {
        boolean secret = values.find(Settings.SECRET).isPresent();
        boolean url = values.find(Settings.URL).isPresent();
        if (secret) {
            checkAlone(Settings.USER, "the secret names who logs in");
            checkAlone(Settings.PASSWORD, "the secret has the password");
            if (isOn(Settings.IAM_AUTH)) {
                problems.add(Settings.IAM_AUTH.title() + ": found together with secret; expected one way to log in");
            }
            values.find(Settings.URL).flatMap(DatabaseUrl::user).ifPresent(user -> problems.add(Settings.URL.title()
                    + ": found the user \"" + user + "\" in it; the secret names who logs in, leave it out"));
        } else {
            checkGiven(url);
        }
        if (url && values.find(Settings.DATABASE).isPresent()) {
            problems.add(Settings.DATABASE.title() + ": found together with url, which names the database");
        }
        if (values.find(Settings.PASSWORD).isPresent() && isOn(Settings.IAM_AUTH)) {
            problems.add(Settings.IAM_AUTH.title() + ": found together with a password; expected one way to log in");
        }
        return problems;
    }

    private boolean isOn(Setting<Boolean> setting) {
        return values.find(setting).orElse(false);
    }

    private void checkAlone(Setting<String> setting, String why) {
        if (values.find(setting).isPresent()) {
            problems.add(setting.title() + ": found together with secret; " + why + ", leave it out");
        }
    }

    private void checkGiven(boolean url) {
        if (!url && !values.isWrong(Settings.URL) && !values.isWrong(Settings.SECRET)) {
            problems.add(Settings.URL.title() + ": not set; expected " + Settings.URL.kind().allowed());
        }
        if (url && values.findUser().isEmpty()) {
            problems.add(Settings.USER.title() + ": not set; expected the name to log in with");
        }
    }
}
