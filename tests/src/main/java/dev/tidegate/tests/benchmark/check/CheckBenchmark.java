package dev.tidegate.tests.benchmark.check;

import dev.tidegate.tests.benchmark.Command;
import dev.tidegate.tests.benchmark.Programs;
import dev.tidegate.tests.benchmark.Sample;
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

/** The program behind {@code mvn -q -Pbenchmark,check verify}: prints how long a check takes. */
public final class CheckBenchmark {
    private static final String NONE = "none";
    private static final double SECONDS = 1e9;

    private CheckBenchmark() {}

    /**
     * @param arguments the project's folder, the folder with the other tools, how many rounds count, and another build of the
     *         runner's jar to compare with, or {@code none}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Programs programs = new Programs(Path.of(arguments[0]), Path.of(arguments[1]));
        Map<String, List<String>> starts = new LinkedHashMap<>();
        if (!arguments[3].equals(NONE)) {
            starts.put("the other build", Programs.jar(Path.of(arguments[3])));
        }
        starts.put("this build", programs.jar());
        Path scratch = Files.createTempDirectory("tidegate-benchmark");
        Path scripts = Project.write(scratch.resolve("scripts"));
        int rounds = Integer.parseInt(arguments[2]);
        try (LocalPostgres postgres = LocalPostgres.start()) {
            Database database = postgres.createDatabase("administration");
            Map<String, List<Sample>> samples = new LinkedHashMap<>();
            // The first round warms the page cache and does not count.
            for (int round = 0; round <= rounds; round++) {
                for (Map.Entry<String, List<String>> start : starts.entrySet()) {
                    Sample sample = Sample.of(check(start.getValue(), database, scripts), scratch);
                    if (round > 0) {
                        samples.computeIfAbsent(start.getKey(), first -> new ArrayList<>()).add(sample);
                    }
                }
            }
            print(samples, rounds);
        }
    }

    private static void print(Map<String, List<Sample>> samples, int rounds) {
        System.out.printf(
                "%d processors, load %.1f at the end, %d scripts on %d, interleaved rounds: %d%n%-20s %8s %8s %8s%n",
                Runtime.getRuntime().availableProcessors(), ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage(), Project.RELEASE, Project.BASE, rounds, "check", "s", "min", "ratio");
        long measure = Sample.median(samples.values().iterator().next(), Sample::nanos);
        samples.forEach((name, of) -> System.out.printf("%-20s %8.2f %8.2f %8.3f%n", name, Sample.median(of,
                Sample::nanos) / SECONDS, of.stream().mapToLong(Sample::nanos).min().orElseThrow() / SECONDS,
                (double) Sample.median(of, Sample::nanos) / measure));
    }

    private static Command check(List<String> start, Database database, Path scripts) {
        List<String> words = new ArrayList<>(start);
        words.addAll(List.of("check", "--migrations=" + scripts, "--base-version=" + Project.BASE, "--url=postgresql://"
                + database.host() + ":" + database.port() + "/" + database.name(), "--user=" + database.user()));
        return new Command(words, Map.of("TIDEGATE_CHECK_PASSWORD", database.password()));
    }
}
