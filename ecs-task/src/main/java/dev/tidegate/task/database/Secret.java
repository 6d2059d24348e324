package dev.tidegate.task.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a stored secret says. Only the login is sure to be there: the secrets that RDS manages hold nothing else.
 *
 * @param id its name or ARN
 * @param host where the database is
 * @param database its name
 */
public record Secret(String id, Login login, Optional<String> host, OptionalInt port, Optional<String> database) {
    /** Reads secrets. */
    @FunctionalInterface
    public interface Store {
        /**
         * The current content of the secret.
         *
         * @throws dev.tidegate.task.outcome.TaskException when it cannot be read or is no login
         */
        Secret read(String id);
    }

    /**
     * The URL it makes, empty when the host is missing or not understood.
     *
     * @param name the database's name
     */
    public Optional<DatabaseUrl> url(String name) {
        return host.map(known -> known.contains(":") ? "[" + known + "]" : known)
                .flatMap(known -> DatabaseUrl.parse("postgresql://" + known + (port.isPresent() ? ":" + port.getAsInt()
                        : "") + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")))
                .filter(url -> url.user().isEmpty() && url.parameters().isEmpty());
    }

    /** How messages call it. */
    @Override
    public String toString() {
        return "secret \"" + id + "\"";
    }
}
