package dev.tidegate.tests.shop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment tells a task of the shop.
 *
 * @param port where to serve; 0 for any free one
 * @param version {@code 41} or {@code 42}
 * @param database absent for a task that serves {@code /health} only
 * @param migrations what to migrate with before serving, the way this is done without Tidegate
 * @param linger how long background work goes on after SIGTERM
 * @param reportHold how long a report thinks between its two halves
 */
record ShopSettings(int port, String version, Optional<Database> database, Optional<Path> migrations, Duration linger,
        Duration reportHold) {

    record Database(String url, String user, String password) {}

    static ShopSettings from(Map<String, String> environment) {
        return new ShopSettings(Integer.parseInt(required(environment, "PORT")), required(environment, "SHOP_VERSION"),
                isSet(environment, "SHOP_IDLE") ? Optional.empty() : Optional.of(database(environment)),
                isSet(environment, "MIGRATE_ON_START")
                        ? Optional.of(Path.of(required(environment, "MIGRATIONS")))
                        : Optional.empty(),
                Duration.ofSeconds(Long.parseLong(environment.getOrDefault("SHOP_LINGER", "0"))),
                Duration.ofSeconds(2));
    }

    private static Database database(Map<String, String> environment) {
        return new Database(required(environment, "DATABASE_URL"), required(environment, "DATABASE_USER"),
                required(environment, "DATABASE_PASSWORD"));
    }

    private static boolean isSet(Map<String, String> environment, String variable) {
        return Boolean.parseBoolean(environment.get(variable));
    }

    private static String required(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .orElseThrow(() -> new IllegalArgumentException(variable + " is not set"));
    }
}
