package dev.tidegate.task.check.rule;

import java.util.Optional;
import java.util.stream.Stream;

/** How much a finding matters, most first. */
public enum Severity {
    /** The check fails. */
    ERROR("error"),
    /** Somebody should think about it. */
    WARNING("warning"),
    /** Good to know. */
    NOTE("note"),
    /** It fits the mark, or a project does not want to hear of it: only in JSON. */
    OFF("off");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** As files and output spell it. */
    public String word() {
        return word;
    }

    /** The one spelled {@code word}, if there is one. */
    public static Optional<Severity> of(String word) {
        return Stream.of(values()).filter(severity -> severity.word.equals(word)).findFirst();
    }
}
