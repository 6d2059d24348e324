package dev.tidegate.tests.benchmark.coldstart;

import dev.tidegate.tests.function.LambdaFunction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;

/** The program behind {@code mvn -q -Pcold-start verify}: prints a table. */
public final class ColdStart {
    private static final String ARN = "arn:aws:lambda:eu-central-1:123456789012:function:tidegate";
    private static final String SETTINGS = """
            {"databases": [{"name": "shop", "cluster": "production", "service": "shop",
                            "task": {"taskDefinition": "migration", "container": "migrate"}}]}""";
    private static final String SMALL = "-XX:+UseSerialGC";
    private static final String C1 = "-XX:TieredStopAtLevel=1";
    private static final double NANOS = 1e6;

    private ColdStart() {}

    /** @param arguments the project's folder and how many rounds count */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int rounds = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("tidegate-cold-start");
        Path target = Path.of(arguments[0]).toAbsolutePath().normalize().resolve("lambda/target");
        Path whole = target.resolve("tidegate-lambda-whole.jar");
        Path jar = target.resolve("tidegate-lambda.jar");
        Path cds = folder.resolve("function.jsa");
        Path aot = folder.resolve("function.aot");
        try (AwsStub aws = AwsStub.start(folder)) {
            // Each writes what it has learnt when it ends.
            Start.train(function(aws, jar, SMALL, C1, "-XX:ArchiveClassesAtExit=" + cds), aws);
            Start.train(function(aws, jar, SMALL, C1, "-XX:AOTCacheOutput=" + aot), aws);
            Map<String, LambdaFunction> variants = new LinkedHashMap<>();
            variants.put("everything in the jar", function(aws, whole));
            variants.put("everything, Serial + C1", function(aws, whole, SMALL, C1));
            variants.put("the package", function(aws, jar));
            variants.put("the package, C1", function(aws, jar, C1));
            variants.put("the package, Serial + C1", function(aws, jar, SMALL, C1));
            variants.put("  and a CDS archive", function(aws, jar, SMALL, C1, "-XX:SharedArchiveFile=" + cds));
            variants.put("  and an AOT cache", function(aws, jar, SMALL, C1, "-XX:AOTCache=" + aot));
            print(run(variants, aws, rounds), rounds);
        }
    }

    private static LambdaFunction function(AwsStub aws, Path jar, String... options) {
        List<String> all = new ArrayList<>(aws.trust());
        all.addAll(List.of(options));
        return LambdaFunction.of(ARN, "dev.tidegate.lambda.Handler", jar).jvmOptions(all.toArray(String[]::new))
                .environment(Map.of("TIDEGATE_TABLE", "tidegate", "TIDEGATE_SETTINGS", SETTINGS, "AWS_ENDPOINT_URL",
                        aws.endpoint(), "AWS_ACCESS_KEY_ID", "key", "AWS_SECRET_ACCESS_KEY", "secret"));
    }

    private static Map<String, List<Start>> run(Map<String, LambdaFunction> variants, AwsStub aws, int rounds)
            throws InterruptedException, ExecutionException {
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        // The first round warms the page cache and does not count.
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, LambdaFunction> variant : variants.entrySet()) {
                Start start = Start.of(variant.getValue(), aws);
                if (round > 0) {
                    starts.computeIfAbsent(variant.getKey(), _ -> new ArrayList<>()).add(start);
                }
            }
        }
        return starts;
    }

    private static void print(Map<String, List<Start>> starts, int rounds) {
        System.out.printf(
                "%d processors, load %.1f, medians of %d interleaved rounds, ms from the start of the process%n",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), rounds);
        System.out.printf("%-28s %12s %10s %12s %8s%n", "", "first call", "response", "(least)", "CPU");
        starts.forEach((variant, of) -> System.out.printf("%-28s %12.0f %10.0f %12.0f %8.0f%n", variant,
                median(of, Start::firstCall), median(of, Start::response),
                of.stream().mapToLong(Start::response).min().orElseThrow() / NANOS, median(of, Start::cpu)));
    }

    private static double median(List<Start> starts, ToLongFunction<Start> of) {
        return starts.stream().mapToLong(of).sorted().skip(starts.size() / 2).findFirst().orElseThrow() / NANOS;
    }
}
