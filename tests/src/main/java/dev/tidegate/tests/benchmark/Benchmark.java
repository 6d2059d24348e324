package dev.tidegate.tests.benchmark;

import dev.tidegate.tests.database.LocalPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** The program behind {@code mvn -q -Pbenchmark verify}: prints a table per scenario. */
public final class Benchmark {
    /** The slow scenario needs fewer rounds for a steady median. */
    private static final int FEWER = 3;

    private Benchmark() {}

    /** @param arguments the project's folder, the folder with the other tools, and how many rounds count */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Path scratch = Files.createTempDirectory("tidegate-benchmark");
        Workshop workshop = new Workshop(scratch);
        Programs programs = new Programs(Path.of(arguments[0]), Path.of(arguments[1]));
        OtherTools others = new OtherTools(programs, workshop);
        Contender yardstick = others.flyway();
        List<Contender> contenders = Stream
                .of(Stream.of(yardstick, others.liquibase()), others.psql(), Django.installed(workshop),
                        Runner.all(programs, workshop))
                .<Contender>flatMap(some -> some).toList();
        int rounds = Integer.parseInt(arguments[2]);
        try (LocalPostgres postgres = LocalPostgres.start()) {
            Rounds benchmark = new Rounds(postgres, contenders, scratch);
            System.out.printf("%d processors, load %.1f, %s, medians of %d interleaved rounds (from scratch: %d)%n",
                    Runtime.getRuntime().availableProcessors(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), System.getProperty("os.name")
                            + " " + System.getProperty("os.arch"), rounds, Math.ceilDiv(rounds, FEWER));
            for (Scenario scenario : Scenario.MEASURED) {
                int counted = scenario == Scenario.FROM_SCRATCH ? Math.ceilDiv(rounds, FEWER) : rounds;
                System.out.print(Table.text(scenario, benchmark.run(scenario, counted), yardstick));
            }
        }
    }
}
