package dev.tidegate.task.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tidegate.task.database.Blockers;
import dev.tidegate.task.outcome.Blocker;
import dev.tidegate.task.sql.LockMode;
import dev.tidegate.task.sql.Name;

/**
 * Looks, before a script queues for its locks, who holds them. A statement that queues makes everybody behind it wait, readers
 * too; so it should not queue behind a transaction that is not about to end. One that is younger than 200 ms probably is.
 */
final class Look {
    private static final Duration OLD = Duration.ofMillis(200);

    private final InstantSource clock;
    private final Map<String, Instant> firstSeen = new HashMap<>();
    private final Set<String> outwaited = new HashSet<>();

    Look(InstantSource clock) {
        this.clock = clock;
    }

    /** What was seen. */
    sealed interface Seen {
        /** Nobody who stays. */
        record Free() implements Seen {}

        /** Somebody who stays. */
        record Held(Blocker by) implements Seen {}

        /** Autovacuum, which gives way to whoever waits longer than {@code deadlock_timeout}. */
        record GivesWay(Blocker by, String transaction) implements Seen {}
    }

    /**
     * Who holds what {@code script} will lock.
     *
     * @param except the session that will run it
     */
    Seen at(Connection connection, PlannedScript script, int except) throws SQLException {
        Map<Name, LockMode> wanted = script.wanted();
        if (wanted.isEmpty()) {
            return new Seen.Free();
        }
        List<Blockers.Holder> holders = Blockers.holding(connection, wanted, script.drops(), except);
        Optional<Blockers.Holder> staying = holders.stream().filter(this::stays).findFirst();
        return staying.<Seen>map(holder -> new Seen.Held(holder.blocker()))
                .or(() -> holders.stream().filter(Look::isAutovacuum).findFirst()
                        .map(holder -> new Seen.GivesWay(holder.blocker(), holder.transaction())))
                .orElseGet(Seen.Free::new);
    }

    private boolean stays(Blockers.Holder holder) {
        if (isAutovacuum(holder)) {
            // It was outwaited once and is still there: then it does not give way.
            return outwaited.contains(holder.transaction());
        }
        Instant now = clock.instant();
        Instant since = firstSeen.computeIfAbsent(holder.transaction(), unseen -> now);
        return holder.blocker().age().orElse(Duration.between(since, now)).compareTo(OLD) >= 0;
    }

    /** It is outwaited now; if it is still there next time, it does not give way. */
    void outwait(Seen.GivesWay seen) {
        outwaited.add(seen.transaction());
    }

    private static boolean isAutovacuum(Blockers.Holder holder) {
        return switch (holder.blocker().kind()) {
            case AUTOVACUUM -> true;
            case CLIENT, HIDDEN, WRAPAROUND, PREPARED, BACKGROUND -> false;
        };
    }
}
