package dev.tidegate.task.script;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.tidegate.task.migration.Identity;

/** Files that Flyway would take for something else than a migration script, and that we refuse rather than leave out. */
final class OtherNames {
    private static final Pattern CALLBACK = Pattern.compile("(?:before|after|createSchema)[A-Za-z]*(?:__.*)?\\.sql");
    private static final Pattern JAVA = Pattern.compile("(?:[VRB]\\w*__\\w+)\\.(?:java|class|kt|groovy)|.*\\.jar");

    private OtherNames() {}

    /** Whether a file called {@code name} must be understood, or refused. */
    static boolean concerns(String name) {
        return isSql(name) || JAVA.matcher(name).matches();
    }

    /** Whether a file called {@code name} says something about a script. */
    static boolean isConfiguration(String name) {
        return name.endsWith(".sql" + ScriptConfiguration.SUFFIX);
    }

    private static boolean isSql(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".sql");
    }

    /** Why a file called {@code name} is refused, and what to do. */
    static String problem(String name) {
        if (JAVA.matcher(name).matches()) {
            return "found a Java migration; only SQL scripts are run here, because a mark must be in the script: write it in"
                    + " SQL, or run it from your application's own code";
        }
        if (CALLBACK.matcher(name).matches()) {
            return "found a Flyway callback; callbacks are not run here, because they would run in both phases without a"
                    + " mark: make it a marked repeatable migration R__<description>.sql, or move it out of the folder";
        }
        if (name.matches("B\\d.*")) {
            return "found a Flyway baseline migration; they are not run here: for an existing schema use the setting"
                    + " baseline (TIDEGATE_BASELINE or --baseline), for a new one a first migration V<version>__...";
        }
        if (name.matches("U\\d.*")) {
            return "found a Flyway undo migration; they are not run here: write a new migration that takes it back";
        }
        if (isSql(name) && !name.endsWith(".sql")) {
            return "found a name that ends with \"" + name.substring(name.length() - ".sql".length())
                    + "\"; expected \".sql\" in lower case, as Flyway does";
        }
        return "the name is not understood; expected " + Identity.EXPECTED;
    }
}
