package dev.tidegate.task.check.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Every kind of finding. The names are stable: they stand in scripts, severity files and the output. */
public enum Code {
    TABLE_DROPPED(Hazard.OLD_CODE), TABLE_RENAMED(Hazard.OLD_CODE), VIEW_DROPPED(Hazard.OLD_CODE), VIEW_RENAMED(
            Hazard.OLD_CODE), SEQUENCE_DROPPED(Hazard.OLD_CODE), SEQUENCE_RENAMED(Hazard.OLD_CODE), RELATION_REPLACED(
                    Hazard.OLD_CODE), SCHEMA_DROPPED(Hazard.OLD_CODE), SCHEMA_RENAMED(Hazard.OLD_CODE), COLUMN_DROPPED(
                            Hazard.OLD_CODE), COLUMN_RENAMED(Hazard.OLD_CODE), COLUMN_TYPE_CHANGED(
                                    Hazard.OLD_CODE), COLUMN_REQUIRED(Hazard.OLD_CODE), COLUMN_ADDED_REQUIRED(
                                            Hazard.OLD_CODE), COLUMN_NOT_COMPARABLE(Hazard.OLD_CODE),
    SERIAL_COLUMN_ADDED(
            Hazard.OLD_CODE), COLUMN_COLLATION_CHANGED(
                    Hazard.OLD_CODE), DEFAULT_DROPPED(
                            Hazard.OLD_CODE), IDENTITY_ALWAYS(
                                    Hazard.OLD_CODE), GENERATED_CHANGED(
                                            Hazard.OLD_CODE),
    CHECK_ADDED(Hazard.OLD_CODE), FOREIGN_KEY_ADDED(Hazard.OLD_CODE), UNIQUE_ADDED(Hazard.OLD_CODE), EXCLUDE_ADDED(
            Hazard.OLD_CODE), KEY_DROPPED(Hazard.OLD_CODE), CASCADE_REMOVED(Hazard.OLD_CODE), DEFERRABLE_REMOVED(
                    Hazard.OLD_CODE), TYPE_DROPPED(Hazard.OLD_CODE), TYPE_RENAMED(Hazard.OLD_CODE), TYPE_CHANGED(
                            Hazard.OLD_CODE), LABEL_RENAMED(Hazard.OLD_CODE), LABEL_REMOVED(
                                    Hazard.OLD_CODE), DOMAIN_TIGHTENED(Hazard.OLD_CODE), FUNCTION_DROPPED(
                                            Hazard.OLD_CODE), FUNCTION_RESULT_CHANGED(Hazard.OLD_CODE),
    FUNCTION_AMBIGUOUS(
            Hazard.OLD_CODE), TRIGGER_DROPPED(Hazard.OLD_CODE), TRIGGER_DISABLED(
                    Hazard.OLD_CODE), RULE_CHANGED(
                            Hazard.OLD_CODE), ROW_SECURITY_ENABLED(
                                    Hazard.OLD_CODE), POLICY_CHANGED(
                                            Hazard.OLD_CODE), PRIVILEGE_REVOKED(
                                                    Hazard.OLD_CODE), OWNER_CHANGED(
                                                            Hazard.OLD_CODE),
    PARTITION_ATTACHED(Hazard.OLD_CODE), PARTITION_DETACHED(Hazard.OLD_CODE), INHERITANCE_REMOVED(
            Hazard.OLD_CODE), VIEW_EMPTIED(Hazard.OLD_CODE), EXTENSION_DROPPED(Hazard.OLD_CODE), CAST_DROPPED(
                    Hazard.OLD_CODE), OPERATOR_DROPPED(Hazard.OLD_CODE), SETTING_CHANGED(Hazard.OLD_CODE),
    /** The old client, played, could no longer do something. */
    OLD_CLIENT_FAILS(Hazard.OLD_CODE),
    /** A statement of the old release can no longer be prepared after the pre-traffic migrations. */
    STATEMENT_BROKEN(Hazard.OLD_CODE),

    DEFAULT_CHANGED(Hazard.MEANING), VIEW_CHANGED(Hazard.MEANING), FUNCTION_CHANGED(Hazard.MEANING), TRIGGER_CHANGED(
            Hazard.MEANING), TRIGGER_ADDED(Hazard.MEANING, Severity.NOTE), SEQUENCE_CHANGED(
                    Hazard.MEANING), EXTENSION_CHANGED(Hazard.MEANING), POLICY_LOOSENED(Hazard.MEANING),
    REPLICA_IDENTITY_CHANGED(Hazard.MEANING),
    COLUMN_TYPE_WIDENED(Hazard.MEANING, Severity.NOTE), COLUMN_NULLABLE(Hazard.MEANING, Severity.NOTE), LABEL_ADDED(
            Hazard.MEANING, Severity.NOTE), OLD_CLIENT_CHANGES(Hazard.MEANING), RESULT_TYPE_CHANGED(Hazard.MEANING,
                    Severity.NOTE),

    /** Something new that new code may use. */
    NEEDED_BY_NEW_CODE(Hazard.NEW_CODE),
    /** Something is allowed that was refused. */
    LOOSENED_FOR_NEW_CODE(Hazard.NEW_CODE),

    LOCK_SCAN(Hazard.LOCK), LOCK_REWRITE(Hazard.LOCK), LOCK_INDEX_BUILD(Hazard.LOCK), LOCK_WHILE_WORKING(
            Hazard.LOCK), LOCK_NOT_CONCURRENT(Hazard.LOCK), LOCK_ALL_ROWS(Hazard.LOCK), LOCK_OUTSIDE_TRANSACTION(
                    Hazard.LOCK), LOCK_SEVERAL_TABLES(Hazard.LOCK, Severity.NOTE),
    /** Deleting a referenced row reads the referencing table from end to end. */
    FOREIGN_KEY_NOT_INDEXED(Hazard.LOCK, Severity.NOTE),

    MAY_FAIL_ON_DATA(Hazard.DATA), FAILS_ON_DATA(Hazard.DATA, Severity.ERROR),

    TABLE_DATA_LOST(Hazard.LOSS), COLUMN_DATA_LOST(Hazard.LOSS), ROWS_LOST(Hazard.LOSS), VALUES_LOST(Hazard.LOSS),

    /** A statement of the new release cannot be prepared when it gets traffic, or later. */
    NEW_STATEMENT_FAILS(Hazard.SCRIPT, Severity.ERROR),

    MIGRATION_FAILS(Hazard.SCRIPT, Severity.ERROR), NOT_OBSERVED(Hazard.SCRIPT, Severity.WARNING), MIXED_TRANSACTION(
            Hazard.SCRIPT, Severity.ERROR), TRANSACTION_CONTROL(Hazard.SCRIPT, Severity.ERROR), MARK_MISSING(
                    Hazard.SCRIPT, Severity.ERROR), MARK_WRONG(Hazard.SCRIPT, Severity.ERROR), MARK_TOO_STRICT(
                            Hazard.SCRIPT, Severity.NOTE), MUST_BE_SPLIT(Hazard.SCRIPT, Severity.ERROR), ORDER_BLOCKED(
                                    Hazard.SCRIPT, Severity.ERROR), ORDER_MATTERS(Hazard.SCRIPT,
                                            Severity.ERROR), ACCEPT_UNUSED(Hazard.SCRIPT,
                                                    Severity.WARNING), ACCEPT_UNEXPLAINED(Hazard.SCRIPT,
                                                            Severity.ERROR), ACCEPT_UNKNOWN(Hazard.SCRIPT,
                                                                    Severity.ERROR);

    private final Hazard hazard;
    private final Optional<Severity> fixed;

    Code(Hazard hazard) {
        this.hazard = hazard;
        this.fixed = Optional.empty();
    }

    Code(Hazard hazard, Severity severity) {
        this.hazard = hazard;
        this.fixed = Optional.of(severity);
    }

    /** As scripts and output spell it: {@code column-dropped}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one spelled {@code word}, if there is one. */
    public static Optional<Code> of(String word) {
        return Stream.of(values()).filter(code -> code.word().equals(word)).findFirst();
    }

    /** What it is about. */
    public Hazard hazard() {
        return hazard;
    }

    /** How much it matters where old code is still running, or where it is gone. */
    public Severity severity(boolean oldCodeRuns) {
        return switch (hazard) {
            case OLD_CODE -> oldCodeRuns ? Severity.ERROR : Severity.OFF;
            case MEANING -> oldCodeRuns ? fixed.orElse(Severity.WARNING) : Severity.OFF;
            case NEW_CODE -> oldCodeRuns ? Severity.OFF : Severity.NOTE;
            case LOCK -> fixed.orElse(Severity.ERROR);
            case DATA -> fixed.orElse(Severity.WARNING);
            case LOSS -> oldCodeRuns ? Severity.ERROR : Severity.NOTE;
            case SCRIPT -> fixed.orElse(Severity.WARNING);
        };
    }
}
