package dev.tidegate.tests.ecs;

import java.util.SplittableRandom;
import java.util.UUID;

/** Ids that look like ECS's and are the same in every run. */
final class Ids {
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final SplittableRandom random = new SplittableRandom(42);

    String task() {
        return "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }

    String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** The number of a service revision or task set: up to nineteen digits. */
    String number() {
        return Long.toString(random.nextLong(1_000_000_000_000_000_000L, Long.MAX_VALUE));
    }

    String serviceDeployment() {
        var id = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            id.append(ALPHANUMERIC.charAt(random.nextInt(ALPHANUMERIC.length())));
        }
        return id.toString();
    }
}
