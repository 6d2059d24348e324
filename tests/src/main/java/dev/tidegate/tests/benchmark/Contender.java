package dev.tidegate.tests.benchmark;

import dev.tidegate.tests.database.LocalPostgres.Database;

/** A tool, or a way of starting one. */
interface Contender {
    /** What the table calls it. */
    String name();

    /** What is started to bring {@code database} up to date. */
    Command command(Scenario scenario, Database database);
}
