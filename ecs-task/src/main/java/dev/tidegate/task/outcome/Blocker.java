package dev.tidegate.task.outcome;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who holds a lock that a migration needs, as far as the login may see it.
 *
 * @param kind what sort of session it is
 * @param pid empty for a prepared transaction, which has no session
 * @param application the name it gave itself, or the global identifier of a prepared transaction
 * @param client the address it comes from
 * @param age how long its transaction has lasted
 * @param relation what it holds, if that was asked for
 * @param query what it runs or ran last, shortened
 */
public record Blocker(Kind kind, OptionalInt pid, Optional<String> user, String application, Optional<String> client,
        Optional<String> state, Optional<Duration> age, Optional<String> relation, Optional<String> query) {
    /** What sort of session blocks. */
    public enum Kind {
        /** An ordinary session. */
        CLIENT,
        /** A session of which the login may see little more than its pid. */
        HIDDEN,
        /** Autovacuum, which gives way to whoever waits longer than {@code deadlock_timeout}. */
        AUTOVACUUM,
        /** Autovacuum to prevent wraparound, which does not give way. */
        WRAPAROUND,
        /** A transaction prepared for two-phase commit. */
        PREPARED,
        /** Another process of the server. */
        BACKGROUND
    }

    /** The blocker as one line. */
    public String text() {
        String who = switch (kind) {
            case CLIENT, HIDDEN, BACKGROUND -> "pid " + pid.orElse(0) + ", application \"" + application + "\"";
            case AUTOVACUUM -> "autovacuum (pid " + pid.orElse(0) + ")";
            case WRAPAROUND -> "autovacuum to prevent wraparound (pid " + pid.orElse(0) + "), which does not give way";
            case PREPARED -> "the prepared transaction \"" + application
                    + "\", which ends only by COMMIT PREPARED or ROLLBACK PREPARED, prepared";
        };
        String hidden = kind == Kind.HIDDEN
                ? "; who it is cannot be seen: grant pg_read_all_stats (or pg_monitor) to the login"
                : "";
        return who + user.map(name -> ", user \"" + name + "\"").orElse("")
                + client.map(address -> ", from " + address).orElse("")
                + state.map(now -> ", " + now).orElse("")
                + age.map(lasted -> " for " + rounded(lasted)).orElse("")
                + relation.map(name -> ", holds \"" + name + "\"").orElse("") + hidden
                + query.map(sql -> ": " + sql).orElse("");
    }

    private static String rounded(Duration age) {
        return age.toSeconds() < 10 ? age.toMillis() + " ms"
                : age.toSeconds() < 600 ? age.toSeconds() + " s"
                        : age.toMinutes() + " min";
    }
}
