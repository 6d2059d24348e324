package dev.tidegate.tests.shop;

import java.sql.SQLException;

/** The first line of what the database said: the driver appends position, detail and hint on lines of their own. */
final class DatabaseMessage {
    private DatabaseMessage() {}

    static String of(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
