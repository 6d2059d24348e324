package dev.tidegate.task.flyway;

import java.time.Instant;

import dev.tidegate.task.database.Work;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.outcome.Blocker;

/** Is told what happens while migrations run, by more than one thread. */
public interface MigrationListener {
    /** The migration's first statement comes next. */
    void started(Migration migration);

    /** The migration is committed. */
    void applied(Migration migration, Instant startedAt, Instant finishedAt);

    /** The database sent a notice, for instance from {@code RAISE NOTICE}. */
    void notice(Migration migration, String message);

    /** The migration waits for somebody's lock; told again and again while it does. */
    void waits(Migration migration, Blocker blocker);

    /** Another runner is at work on the same schema history; told again and again while it is. */
    void waitsForRunner(Blocker runner);

    /** How far a long statement has come; told again and again. */
    void works(Migration migration, Work work);

    /** Something worth knowing about the migration, such as what is done differently because of an earlier failure. */
    void remark(Migration migration, String text);
}
