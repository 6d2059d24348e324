package dev.tidegate.tests.benchmark;

import dev.tidegate.tests.database.LocalPostgres.Database;
import java.util.List;
import java.util.Map;

/** A tool, or a way of starting one. */
interface Contender {
    /** What the table calls it. */
    String name();

    /** What is started to bring {@code database} up to date. */
    Command command(Scenario scenario, Database database);

    /**
     * A process to start.
     *
     * @param environment in addition to this process's own
     */
    record Command(List<String> words, Map<String, String> environment) {
        public Command {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
        }
    }
}
