package dev.tidegate.task.sessions;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody's session in the database.
 *
 * @param name its {@code application_name}
 * @param since when it was opened; empty when our login may not see it
 * @param from the client's address; empty when our login may not see it, or for a local one
 */
public record OpenSession(long pid, String user, String name, Optional<Instant> since, Optional<String> from) {
    /** For people: {@code pid 4711, user "shop", application_name "shop/41", since 2026-01-31T09:30:00Z from 10.0.3.7}. */
    @Override
    public String toString() {
        return "pid " + pid + ", user \"" + user + "\", application_name \"" + name + "\""
                + since.map(at -> ", since " + at).orElse("") + from.map(client -> " from " + client).orElse("");
    }
}
