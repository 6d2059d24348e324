package dev.tidegate.task.sessions;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.tidegate.task.migration.Version;

/**
 * Which of two versions of code is older. Numbers separated by dots have an order, and so have plain numbers of up to six
 * digits. All else (a digest, a commit, which may by chance be all digits) has none: what differs counts as older.
 */
final class CodeVersions {
    private static final Pattern ORDERED = Pattern.compile("v?(\\d{1,6}|\\d+(?:\\.\\d+)+)");

    private CodeVersions() {}

    /** Whether {@code version} is, or has to be taken for, older than {@code release}. */
    static boolean isOlder(String version, String release) {
        if (version.equals(release)) {
            return false;
        }
        Optional<Version> seen = number(version);
        Optional<Version> known = number(release);
        return seen.isEmpty() || known.isEmpty() || seen.get().compareTo(known.get()) < 0;
    }

    private static Optional<Version> number(String text) {
        return Optional.of(text).filter(version -> ORDERED.matcher(version).matches())
                .flatMap(version -> Version.parse(version.replaceFirst("^v", "")));
    }
}
