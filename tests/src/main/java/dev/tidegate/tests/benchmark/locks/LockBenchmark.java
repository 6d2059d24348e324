package dev.tidegate.tests.benchmark.locks;

import dev.tidegate.tests.benchmark.Programs;
import dev.tidegate.tests.database.LocalPostgres;
import dev.tidegate.tests.database.LocalPostgres.Database;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program behind {@code mvn -q -Pbenchmark,locks verify}: prints what readers notice, and whether the targets are kept. */
public final class LockBenchmark {
    private static final String READING = """
            Queued is how long somebody waited for the table with everybody else behind it. A program that just waits but
            queued for much less than psql was that slow to start: the machine is too busy to compare it.
            """;

    private LockBenchmark() {}

    /** @param arguments the project's folder, the folder with the other tools, and how many rounds count */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Programs programs = new Programs(Path.of(arguments[0]), Path.of(arguments[1]));
        int rounds = Integer.parseInt(arguments[2]);
        Path scratch = Files.createTempDirectory("tidegate-benchmark");
        try (LocalPostgres postgres = LocalPostgres.start()) {
            Accounts accounts = Accounts.create(postgres, programs, scratch);
            List<Strategy> strategies = Strategy.all(programs, accounts);
            System.out.println(heading(Scene.STANDARD, rounds));
            Map<Strategy, List<Observation>> observations = new LinkedHashMap<>();
            for (int round = 1; round <= rounds; round++) {
                System.out.printf("round %d of %d, load %.1f%n", round, rounds, load());
                // They take turns, so that a busy time of the machine hits all of them.
                for (Strategy strategy : strategies) {
                    observations.computeIfAbsent(strategy, first -> new ArrayList<>())
                            .add(observe(strategy, accounts, scratch));
                }
            }
            System.out.printf("load %.1f at the end%n%n%s%n%s%n%s", load(), Report.table(observations),
                    Report.targets(observations), READING);
        }
    }

    private static Observation observe(Strategy strategy, Accounts accounts, Path scratch)
            throws InterruptedException, SQLException {
        Database database = accounts.copy();
        Observation observation = Scene.STANDARD.play(strategy, database, scratch);
        if (observation.doneAfter().isPresent()) {
            accounts.checkMigrated(database);
        }
        accounts.drop(database);
        System.out.printf("  %s: p99 %,.1f ms%n", strategy.name(),
                observation.latencies().percentile(99).toNanos() / 1e6);
        return observation;
    }

    private static String heading(Scene scene, int rounds) {
        return """
                %d processors, %s %s, rounds: %d
                %,d rows; %d reads a second for %d s by %d sessions, each counted from when it was due; another transaction
                keeps the table from second %d to %d; the migration, ALTER TABLE ... ADD COLUMN, is started in second %d.\
                """
                .formatted(Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"),
                        System.getProperty("os.arch"), rounds, Accounts.ROWS, scene.perSecond(), scene.length()
                                .toSeconds(),
                        scene.sessions(), scene.blockedFrom().toSeconds(), scene.blockedUntil().toSeconds(),
                        scene.migrationAt().toSeconds());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
