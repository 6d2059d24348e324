package dev.tidegate.task.flyway;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;

/** Says in our words what Flyway found when it compared the scripts with the history. */
final class Validation {
    private Validation() {}

    /**
     * Complains. Applied Java migrations and Flyway's baseline migrations may be missing: they are not run here, and what is
     * done is done.
     *
     * @param tolerated what is no problem either
     * @throws TaskException when it found anything else
     */
    static void check(ValidateResult result, MigrationInfo[] infos, Predicate<ValidateOutput> tolerated) {
        List<ValidateOutput> all = Optional.ofNullable(result.invalidMigrations).orElse(List.of());
        List<ValidateOutput> invalid = all.stream().filter(migration -> !isNotRunHere(migration, infos)).filter(
                tolerated
                        .negate()).toList();
        if (result.validationSuccessful || invalid.isEmpty() && !all.isEmpty()) {
            return;
        }
        String problems = invalid.isEmpty()
                ? "\n  " + result.getAllErrorMessages()
                : invalid.stream().map(migration -> "\n  " + problem(migration)).collect(Collectors.joining());
        throw new TaskException(Failure.of(Outcome.REFUSED,
                "the scripts do not fit the schema history, nothing was run" + problems));
    }

    private static boolean isNotRunHere(ValidateOutput migration, MigrationInfo[] infos) {
        return migration.errorDetails.errorCode == CoreErrorCode.APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED && Stream
                .of(infos).anyMatch(info -> (info.getType() == CoreMigrationType.JDBC || info.getType().isBaseline())
                        && info.getVersion() != null && info.getVersion().getVersion().equals(migration.version));
    }

    private static String problem(ValidateOutput migration) {
        String title = Optional.ofNullable(migration.version).filter(version -> !version.isEmpty())
                .map(version -> version + " ").orElse("") + "\"" + migration.description + "\"";
        return title + ": " + problem(migration.errorDetails.errorCode, migration.errorDetails.errorMessage);
    }

    private static String problem(ErrorCode code, String message) {
        return switch (code) {
            case CoreErrorCode.CHECKSUM_MISMATCH ->
                "the script was changed after it was applied; restore it and put the change into a new migration";
            case CoreErrorCode.APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED ->
                "it was applied, but its script is missing; put it back";
            case CoreErrorCode.FAILED_VERSIONED_MIGRATION, CoreErrorCode.FAILED_REPEATABLE_MIGRATION ->
                "it failed before, outside a transaction, and may have left something behind; clean up by hand, then"
                        + " remove its row from the schema history with \"flyway repair\"";
            default -> message.strip().lines().findFirst().orElse(code.toString());
        };
    }
}
