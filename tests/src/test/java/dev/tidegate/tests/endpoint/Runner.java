package dev.tidegate.tests.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tidegate.tests.benchmark.Programs;

/**
 * The packaged runner, as a process of its own.
 *
 * @param environment where AWS is
 * @param scripts the migrations
 */
record Runner(Map<String, String> environment, Path scripts) {
    /** @param output standard output and error */
    record Ended(int exit, String output) {}

    Ended run(String command, String secret) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("tidegate.root"));
        List<String> words = Stream.concat(new Programs(root, root).jar("-XX:TieredStopAtLevel=1").stream(),
                Stream.of(command)).toList();
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(Map.of("TIDEGATE_DATABASE_SECRET", secret, "TIDEGATE_MIGRATIONS",
                scripts.toString()));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
