package dev.tidegate.task.migration;

import java.util.List;
import java.util.stream.Collectors;

/** What a migration must not run before. */
public sealed interface After {
    /** Nothing was said: a versioned migration comes after the versioned one before it. */
    record Previous() implements After {}

    /** {@code after=12,14}: these and no others; {@code after=none}: an empty list. */
    record Named(List<Version> versions) implements After {
        public Named {
            versions = List.copyOf(versions);
        }
    }

    /** As the mark spells it; empty when it says nothing. */
    default String text() {
        return switch (this) {
            case Previous() -> "";
            case Named(List<Version> versions) when versions.isEmpty() -> "after=none";
            case Named(List<Version> versions) -> versions.stream().map(Version::text)
                    .collect(Collectors.joining(",", "after=", ""));
        };
    }
}
