package dev.tidegate.task.migration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a script is, by its file name: {@code V2__add_full_name.sql} or {@code R__customer_view.sql}. */
public sealed interface Identity {
    /** The names that are understood, for messages. */
    String EXPECTED = "V<version>__<description>.sql or R__<description>.sql";

    /** The words after the double underscore, with spaces. */
    String description();

    /** Its version, unless it is repeatable. */
    Optional<Version> versionIfAny();

    /** What makes two of them the same migration, however the script was moved or the description of a version spelled. */
    String key();

    /** Runs once. */
    record Versioned(Version version, String description) implements Identity {
        @Override
        public Optional<Version> versionIfAny() {
            return Optional.of(version);
        }

        @Override
        public String key() {
            return "V" + version.key();
        }
    }

    /** Runs again whenever its content has changed. */
    record Repeatable(String description) implements Identity {
        @Override
        public Optional<Version> versionIfAny() {
            return Optional.empty();
        }

        @Override
        public String key() {
            return "R" + description;
        }
    }

    /** What the file called {@code fileName} is, empty when the name says nothing. */
    static Optional<Identity> parse(String fileName) {
        Matcher name = Names.SCRIPT.matcher(fileName);
        if (!name.matches()) {
            return Optional.empty();
        }
        String description = name.group("description").replace('_', ' ');
        return Optional.of(name.group("version") == null
                ? new Repeatable(description)
                : new Versioned(Version.of(name.group("version")), description));
    }

    /** The pattern of script names. */
    final class Names {
        private static final Pattern SCRIPT = Pattern
                .compile("(?:V(?<version>\\d+(?:[._]\\d+)*)|R)__(?<description>.+)\\.sql");

        private Names() {}
    }
}
