package dev.tidegate.task.flyway;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/**
 * Drops Flyway's own words: what matters comes through callbacks and exceptions, and standard output is ours. Flyway makes
 * it by its name, so it is public.
 */
public final class QuietLog implements Log, LogCreator {
    @Override
    public Log createLogger(Class<?> type) {
        return this;
    }

    @Override
    public void debug(String message) {
        // dropped, as all levels are
    }

    @Override
    public void info(String message) {
        debug(message);
    }

    @Override
    public void warn(String message) {
        debug(message);
    }

    @Override
    public void error(String message) {
        debug(message);
    }

    @Override
    public void error(String message, Exception cause) {
        debug(message);
    }

    @Override
    public void notice(String message) {
        debug(message);
    }
}
