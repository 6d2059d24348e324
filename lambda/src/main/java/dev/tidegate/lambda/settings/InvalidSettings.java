package dev.tidegate.lambda.settings;

import java.util.List;

/** The settings cannot be used; lists everything that is wrong with them, not just the first. */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettings(List<String> problems) {
        super("settings: " + String.join("; ", problems));
    }
}
