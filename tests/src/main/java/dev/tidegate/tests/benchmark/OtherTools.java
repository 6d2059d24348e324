package dev.tidegate.tests.benchmark;

import dev.tidegate.tests.database.LocalPostgres.Database;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What one would use instead: Flyway's and Liquibase's own command lines, and psql, which keeps no history. */
final class OtherTools {
    private final Programs programs;
    private final Workshop workshop;

    OtherTools(Programs programs, Workshop workshop) {
        this.programs = programs;
        this.workshop = workshop;
    }

    /** A tool and how to start it. */
    private record Tool(String name, BiFunction<Scenario, Database, Command> start) implements Contender {
        @Override
        public Command command(Scenario scenario, Database database) {
            return start.apply(scenario, database);
        }
    }

    /** Flyway's command line with the run-time that it brings, the yardstick. */
    Contender flyway() {
        return new Tool("flyway command line",
                (scenario, database) -> programs.flyway(database, workshop.scripts(scenario.scripts())));
    }

    /** Liquibase's command line, on the JDK of this process. */
    Contender liquibase() {
        return new Tool("liquibase command line", (scenario, database) -> new Command(List.of(Programs.java(), "-cp",
                programs.tools().resolve("liquibase") + "/*", "liquibase.integration.commandline.LiquibaseCommandLine",
                "--search-path=" + workshop.folder(),
                "--changelog-file=" + workshop
                        .file("changes.sql", Scripts.changeLog(scenario.scripts())).getFileName(),
                "--url=" + database.jdbcUrl(), "--username=" + database.user(), "--password=" + database.password(),
                "--analytics-enabled=false", "update"), Map.of()));
    }

    /** Where it is installed: a bound rather than a rival, because it looks nothing up and writes nothing down. */
    Stream<Contender> psql() {
        return Programs.psql().stream().map(psql -> new Tool("psql, no history",
                (scenario, database) -> Programs.psql(psql, database, workshop.file(scenario + ".sql",
                        Scripts.inTransactions(scenario.applied() + 1, scenario.scripts()) + "select 1;\n"))));
    }
}
