package dev.tidegate.task.database;

import java.util.Optional;

import dev.tidegate.task.outcome.Blocker;

/** Tells what sort of session a row of {@code pg_stat_activity} is about. */
final class BackendType {
    private static final String HIDDEN_QUERY = "<insufficient privilege>";
    private static final String WRAPAROUND = "(to prevent wraparound)";

    private BackendType() {}

    /**
     * The kind of the session.
     *
     * @param type {@code backend_type}, absent when the login may not see it
     * @param user {@code usename}, which every login may see; background processes have none
     * @param query {@code query}, a notice when the login may not see it
     */
    static Blocker.Kind kind(Optional<String> type, Optional<String> user, Optional<String> query) {
        boolean hidden = query.filter(HIDDEN_QUERY::equals).isPresent() || type.isEmpty();
        if (hidden) {
            // A process without a user that locks a relation is autovacuum; whether it prevents wraparound shows by trying.
            return user.isEmpty() ? Blocker.Kind.AUTOVACUUM : Blocker.Kind.HIDDEN;
        }
        return switch (type.get()) {
            case "autovacuum worker" -> query.filter(text -> text.contains(WRAPAROUND)).isPresent()
                    ? Blocker.Kind.WRAPAROUND
                    : Blocker.Kind.AUTOVACUUM;
            case "client backend" -> Blocker.Kind.CLIENT;
            default -> Blocker.Kind.BACKGROUND;
        };
    }
}
