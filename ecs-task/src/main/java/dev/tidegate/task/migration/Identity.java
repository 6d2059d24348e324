package dev.tidegate.task.migration;

import java.util.Comparator;
import java.util.Optional;

/** What a script is, by its file name: {@code V2__add_full_name.sql} or {@code R__customer_view.sql}. */
public sealed interface Identity {
    /** The names that are understood, for messages. */
    String EXPECTED = "V<version>__<description>.sql or R__<description>.sql";

    /** Between the version and the description. */
    String SEPARATOR = "__";

    /** At the end of a script's name. */
    String SUFFIX = ".sql";

    /** Versioned ones by version, then repeatable ones by description. */
    Comparator<Identity> ORDER = Identity::compare;

    private static int compare(Identity a, Identity b) {
        Optional<Version> one = a.versionIfAny();
        Optional<Version> other = b.versionIfAny();
        if (one.isPresent() && other.isPresent()) {
            return one.get().compareTo(other.get());
        }
        return one.isEmpty() && other.isEmpty()
                ? a.description().compareTo(b.description())
                : Boolean.compare(one.isEmpty(), other.isEmpty());
    }

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
        int separator = fileName.indexOf(SEPARATOR);
        int from = separator + SEPARATOR.length();
        int to = fileName.length() - SUFFIX.length();
        if (separator < 1 || from >= to || !fileName.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String description = fileName.substring(from, to).replace('_', ' ');
        if (fileName.startsWith("V")) {
            return Version.parse(fileName.substring(1, separator)).map(version -> new Versioned(version, description));
        }
        return fileName.substring(0, separator).equals("R")
                ? Optional.of(new Repeatable(description))
                : Optional.empty();
    }
}
