package dev.tidegate.tests.benchmark;

import dev.tidegate.tests.database.LocalPostgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What one would use instead: Flyway's and Liquibase's own command lines, and psql, which keeps no history. */
final class OtherTools {
    private final Path tools;
    private final Workshop workshop;

    /** @param tools the folder into which the build has put them */
    OtherTools(Path tools, Workshop workshop) {
        this.tools = tools;
        this.workshop = workshop;
    }

    /** A tool and how to start it. */
    private record Tool(String name, Map<String, String> environment, Words words) implements Contender {
        @Override
        public Command command(Scenario scenario, Database database) {
            return new Command(words.of(scenario, database), environment);
        }
    }

    @FunctionalInterface
    private interface Words {
        List<String> of(Scenario scenario, Database database);
    }

    /** Flyway's command line with the run-time that it brings, the yardstick. */
    Contender flyway() {
        Path flyway = only(folder -> folder.getFileName().toString().startsWith("flyway-")).resolve("flyway");
        return new Tool("flyway command line", Map.of("REDGATE_DISABLE_TELEMETRY", "true"),
                (scenario, database) -> List.of(flyway.toString(), "-url=" + database.jdbcUrl(),
                        "-user=" + database.user(), "-password=" + database.password(),
                        "-locations=filesystem:" + workshop.scripts(scenario.scripts()), "-outputType=json",
                        "migrate"));
    }

    /** Liquibase's command line, on the JDK of this process. */
    Contender liquibase() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Tool("liquibase command line", Map.of(), (scenario, database) -> List.of(java, "-cp",
                tools.resolve("liquibase") + "/*", "liquibase.integration.commandline.LiquibaseCommandLine",
                "--search-path=" + workshop.folder(),
                "--changelog-file=" + workshop
                        .file("changes.sql", Scripts.changeLog(scenario.scripts())).getFileName(),
                "--url=" + database.jdbcUrl(), "--username=" + database.user(), "--password=" + database.password(),
                "--analytics-enabled=false", "update"));
    }

    /** Where it is installed: a bound rather than a rival, because it looks nothing up and writes nothing down. */
    Stream<Contender> psql() {
        return Stream.of("/usr/bin/psql", "/usr/local/bin/psql").filter(path -> Files.isExecutable(Path.of(path)))
                .limit(1).map(psql -> new Tool("psql, no history", Map.of("PGOPTIONS",
                        "-c client_min_messages=warning"),
                        (scenario, database) -> List.of(psql, "-q", "-v", "ON_ERROR_STOP=1", "-h", database.host(),
                                "-p",
                                String.valueOf(database.port()), "-U", database.user(), "-d", database.name(), "-f",
                                workshop.file(scenario + ".sql",
                                        Scripts.inTransactions(scenario.applied() + 1, scenario.scripts())
                                                + "select 1;\n")
                                        .toString())));
    }

    private Path only(Predicate<Path> wanted) {
        try (Stream<Path> folders = Files.list(tools)) {
            return folders.filter(wanted).findFirst()
                    .orElseThrow(() -> new IllegalStateException("the build has put no Flyway into \"" + tools + "\""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
