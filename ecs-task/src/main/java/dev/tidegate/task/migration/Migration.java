package dev.tidegate.task.migration;

import java.util.Comparator;
import java.util.Optional;

/**
 * A script with its mark.
 *
 * @param file relative to the folder of migrations, with forward slashes
 */
public record Migration(String file, Identity identity, Mark mark) {
    /** The order of execution: versioned ones by version, then repeatable ones by description. */
    public static final Comparator<Migration> ORDER = (one, other) -> Identity.ORDER.compare(one.identity,
            other.identity);

    /** Its version, unless it is repeatable. */
    public Optional<Version> version() {
        return identity.versionIfAny();
    }

    /** What people call it: the version, or the description of a repeatable one. */
    public String label() {
        return version().map(Version::text).orElseGet(() -> "\"" + identity.description() + "\"");
    }

    /** The label, what it does and where it is: {@code 2 "add full name" (V2__add_full_name.sql)}. */
    public String title() {
        String name = "\"" + identity.description() + "\" (" + file + ")";
        return version().map(version -> version + " " + name).orElse(name);
    }

    @Override
    public String toString() {
        return title();
    }
}
