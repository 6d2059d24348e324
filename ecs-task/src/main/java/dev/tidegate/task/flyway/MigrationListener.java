package dev.tidegate.task.flyway;

import java.time.Instant;

import dev.tidegate.task.migration.Migration;

/** Is told what happens while migrations run. */
public interface MigrationListener {
    /** The migration's first statement comes next. */
    void started(Migration migration);

    /** The migration is committed. */
    void applied(Migration migration, Instant startedAt, Instant finishedAt);

    /** The database sent a notice, for instance from {@code RAISE NOTICE}. */
    void notice(Migration migration, String message);
}
