package dev.tidegate.task.flyway;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.tidegate.task.database.Catalog;
import dev.tidegate.task.sql.Rerun;
import dev.tidegate.task.sql.Statement;

/** Asks the catalog what an earlier attempt at a script outside a transaction has left. */
final class Leftovers {
    private final Catalog catalog;

    Leftovers(Catalog catalog) {
        this.catalog = catalog;
    }

    /** How a statement stands. */
    enum State {
        /** It has done what it was to do. */
        DONE,
        /** It has not. */
        OPEN,
        /** It left an invalid index, to be dropped before it is built again. */
        INVALID_INDEX,
        /** It left a partition half detached. */
        PENDING_DETACH,
        /** It may be run again, whether it has run or not. */
        REPEATABLE,
        /** The catalog cannot tell. */
        UNKNOWN;

        /** The state for people. */
        String text() {
            return switch (this) {
                case DONE -> "done";
                case OPEN -> "not done";
                case INVALID_INDEX -> "failed, left an invalid index";
                case PENDING_DETACH -> "interrupted, left the partition half detached";
                case REPEATABLE -> "can be run again";
                case UNKNOWN -> "the catalog cannot tell whether it ran";
            };
        }
    }

    /** How each of them stands. */
    List<State> of(List<Statement> statements) throws SQLException {
        List<State> states = new ArrayList<>();
        for (Statement statement : statements) {
            states.add(of(statement));
        }
        return states;
    }

    /** How {@code statement} stands. */
    State of(Statement statement) throws SQLException {
        return switch (Rerun.of(statement)) {
            case Rerun.BuildsIndex builds -> switch (catalog.index(builds.index(), statement.text())) {
                case ABSENT -> State.OPEN;
                case INVALID -> State.INVALID_INDEX;
                case AS_DESCRIBED -> State.DONE;
                case DIFFERENT -> State.UNKNOWN;
            };
            case Rerun.DropsIndex drops -> catalog.exists(drops.index()) ? State.OPEN : State.DONE;
            case Rerun.Detaches detaches -> switch (catalog.partition(detaches.table(), detaches.partition())) {
                case ATTACHED -> State.OPEN;
                case PENDING -> State.PENDING_DETACH;
                case DETACHED -> State.DONE;
            };
            case Rerun.Reindexes reindexes -> State.REPEATABLE;
            case Rerun.Harmless harmless -> State.REPEATABLE;
            case Rerun.Unknown unknown -> State.UNKNOWN;
        };
    }
}
