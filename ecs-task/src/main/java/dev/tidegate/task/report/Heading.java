package dev.tidegate.task.report;

import java.util.Optional;

/**
 * What a run was asked for.
 *
 * @param command as typed
 * @param phase the phase's word
 */
public record Heading(Optional<String> command, Optional<String> release, Optional<String> version,
        Optional<String> phase) {}
