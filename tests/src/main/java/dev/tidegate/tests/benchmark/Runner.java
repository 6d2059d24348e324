package dev.tidegate.tests.benchmark;

import dev.tidegate.tests.database.LocalPostgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The migration runner.
 *
 * @param start the command up to the runner's own arguments
 */
record Runner(String name, List<String> start, Workshop workshop) implements Contender {
    private static final Pattern ENTRYPOINT = Pattern.compile("(?m)^ENTRYPOINT \\[(.*)]$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    Runner {
        start = List.copyOf(start);
    }

    /** The ways to start it, from the slowest to the image. */
    static Stream<Runner> all(Path root, Workshop workshop) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = root.resolve("ecs-task/target/tidegate-task.jar").toString();
        List<String> image = image(root);
        return Stream.of(new Runner("tidegate, jar", List.of(java, "-jar", jar), workshop),
                new Runner("tidegate, jar, Serial + C1",
                        List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar), workshop),
                new Runner("tidegate, image without cache",
                        image.stream().filter(word -> !word.startsWith("-XX:AOTCache=")).toList(), workshop),
                new Runner("tidegate, image", image, workshop));
    }

    /** The entry point that the Dockerfile declares, in the folder that stands for the image's root. */
    private static List<String> image(Path root) throws IOException {
        Path folder = root.resolve("ecs-task/target/image");
        String text = Files.readString(root.resolve("ecs-task/Dockerfile")).replaceAll("\\\\\\R\\s*", "");
        Matcher entryPoint = ENTRYPOINT.matcher(text);
        if (!entryPoint.find()) {
            throw new IllegalStateException("found no ENTRYPOINT in ecs-task/Dockerfile");
        }
        return WORD.matcher(entryPoint.group(1)).results().map((MatchResult word) -> word.group(1))
                .map(word -> word.replace("/opt/", folder + "/opt/")).toList();
    }

    @Override
    public Command command(Scenario scenario, Database database) {
        return new Command(Stream.concat(start.stream(), Stream.of("pre")).toList(),
                Map.of("TIDEGATE_DATABASE_URL", database.jdbcUrl(), "TIDEGATE_DATABASE_USER", database.user(),
                        "TIDEGATE_DATABASE_PASSWORD", database.password(), "TIDEGATE_MIGRATIONS",
                        workshop.scripts(scenario.scripts()).toString()));
    }
}
