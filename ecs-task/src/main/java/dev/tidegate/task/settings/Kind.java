package dev.tidegate.task.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tidegate.task.database.DatabaseUrl;
import dev.tidegate.task.migration.Durations;
import dev.tidegate.task.migration.Version;
import dev.tidegate.task.script.Placeholders;
import dev.tidegate.task.sessions.SessionName;

/**
 * A type of values.
 *
 * @param allowed what may be written, for messages
 * @param read turns what was written into a value, empty when it is not allowed
 */
record Kind<T>(String allowed, Function<String, Optional<T>> read) {
    static final Kind<String> TEXT = new Kind<>("any text", Optional::of);

    static final Kind<DatabaseUrl> DATABASE_URL = new Kind<>(DatabaseUrl.EXPECTED, DatabaseUrl::parse);

    static final Kind<Duration> DURATION = new Kind<>("a whole number and a unit, such as 500ms, 5s, 10m, 4h",
            Durations::parse);

    static final Kind<Path> PATH = new Kind<>("a folder", text -> {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    });

    static final Kind<Path> FILE = new Kind<>("a file", PATH.read());

    static final Kind<String> SECRET = new Kind<>("the ARN of a secret of AWS Secrets Manager, or its name",
            text -> Optional.of(text).filter(id -> id.matches("[\\w/+=.@:-]{1,2048}"))
                    .filter(id -> !id.startsWith("arn:") || id.matches(
                            "arn:[^:]+:secretsmanager:[^:]+:\\d+:secret:[^:]+")));

    static final Kind<SessionName> SESSION_NAME = new Kind<>(SessionName.EXPECTED, SessionName::parse);

    static final Kind<Instant> INSTANT = new Kind<>("an ISO instant such as 2026-01-31T09:30:00Z", text -> {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    });

    static final Kind<Version> MIGRATION_VERSION = new Kind<>("a version such as 12 or 2.1", Version::parse);

    static final Kind<Placeholders> PLACEHOLDERS = new Kind<>(Placeholders.EXPECTED, Placeholders::parse);

    static final Kind<Boolean> FLAG = words(List.of(true, false), String::valueOf);

    /** One of a few values, each with its word. */
    static <T> Kind<T> words(List<T> values, Function<T, String> word) {
        return new Kind<>(values.stream().map(word).collect(Collectors.joining(" or ")),
                text -> values.stream().filter(value -> word.apply(value).equals(text)).findFirst());
    }
}
