package dev.tidegate.task.settings;

import dev.tidegate.task.database.DatabaseUrl;

/** What was given, as messages show it: not at all when there may be a password in it. */
final class Shown {
    private Shown() {}

    static String text(String given) {
        boolean secret = DatabaseUrl.hasPassword(given) || given.contains("{") && given.contains("\"");
        return secret ? "something that may hold a password (not shown)" : "\"" + given + "\"";
    }
}
