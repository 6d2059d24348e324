package dev.tidegate.task.sql;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lock modes of relations, weakest first.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html">Explicit locking, table 13.2</a>
 */
public enum LockMode {
    /** Taken by reading. */
    ACCESS_SHARE,
    /** Taken by {@code SELECT … FOR UPDATE}. */
    ROW_SHARE,
    /** Taken by writing. */
    ROW_EXCLUSIVE,
    /** Taken by {@code VACUUM}, {@code ANALYZE}, {@code VALIDATE CONSTRAINT} and whatever is {@code CONCURRENTLY}. */
    SHARE_UPDATE_EXCLUSIVE,
    /** Taken by {@code CREATE INDEX}. */
    SHARE,
    /** Taken by {@code CREATE TRIGGER} and by the table a new foreign key refers to. */
    SHARE_ROW_EXCLUSIVE,
    /** Taken by {@code REFRESH MATERIALIZED VIEW CONCURRENTLY}. */
    EXCLUSIVE,
    /** Taken by {@code DROP}, {@code TRUNCATE} and most forms of {@code ALTER TABLE}. */
    ACCESS_EXCLUSIVE;

    /** The modes that another transaction must not hold for this one to be had. */
    public List<LockMode> conflicts() {
        return Stream.of(values()).filter(this::conflictsWith).toList();
    }

    private boolean conflictsWith(LockMode other) {
        int strongestAllowed = switch (this) {
            case ACCESS_SHARE -> EXCLUSIVE.ordinal();
            case ROW_SHARE -> SHARE_ROW_EXCLUSIVE.ordinal();
            case ROW_EXCLUSIVE -> SHARE_UPDATE_EXCLUSIVE.ordinal();
            case SHARE_UPDATE_EXCLUSIVE, SHARE -> ROW_EXCLUSIVE.ordinal();
            case SHARE_ROW_EXCLUSIVE -> ROW_SHARE.ordinal();
            case EXCLUSIVE -> ACCESS_SHARE.ordinal();
            case ACCESS_EXCLUSIVE -> -1;
        };
        return switch (this) {
            case SHARE -> other == ROW_EXCLUSIVE || other.ordinal() > strongestAllowed && other != SHARE;
            default -> other.ordinal() > strongestAllowed;
        };
    }

    /** The mode as {@code pg_locks} spells it: {@code AccessExclusiveLock}. */
    public String inCatalog() {
        return Stream.of(name().split("_")).map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("", "", "Lock"));
    }

    /** The words with which {@code LOCK} asks for it. */
    String[] inLock() {
        return ("in_" + name().toLowerCase(Locale.ROOT) + "_mode").split("_");
    }

    /** The stronger of the two. */
    LockMode or(LockMode other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
