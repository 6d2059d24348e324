package dev.tidegate.tests.benchmark;

import dev.tidegate.tests.database.LocalPostgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The programs that are compared, and how each is started.
 *
 * @param root the project's folder
 * @param tools the folder into which the build has put the other tools
 */
public record Programs(Path root, Path tools) {
    private static final Pattern ENTRYPOINT = Pattern.compile("(?m)^ENTRYPOINT \\[(.*)]$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    public Programs {
        root = root.toAbsolutePath().normalize();
    }

    /** The JDK of this process. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The runner's jar, with these options of the JVM. */
    public List<String> jar(String... options) {
        return jar(root.resolve("ecs-task/target/tidegate-task.jar"), options);
    }

    /** Any jar, with these options of the JVM. */
    public static List<String> jar(Path jar, String... options) {
        return Stream.of(Stream.of(java()), Stream.of(options), Stream.of("-jar", jar.toString()))
                .flatMap(words -> words).toList();
    }

    /** The entry point that the Dockerfile declares, in the folder that stands for the image's root. */
    public List<String> image() throws IOException {
        Path folder = root.resolve("ecs-task/target/image");
        String text = Files.readString(root.resolve("ecs-task/Dockerfile")).replaceAll("\\\\\\R\\s*", "");
        Matcher entryPoint = ENTRYPOINT.matcher(text);
        if (!entryPoint.find()) {
            throw new IllegalStateException("found no ENTRYPOINT in ecs-task/Dockerfile");
        }
        return WORD.matcher(entryPoint.group(1)).results().map((MatchResult word) -> word.group(1))
                .map(word -> word.replace("/opt/", folder + "/opt/")).toList();
    }

    /** The runner's pre-traffic phase, started by {@code start}. */
    public static Command pre(List<String> start, Database database, Path scripts) {
        return new Command(Stream.concat(start.stream(), Stream.of("pre")).toList(),
                Map.of("TIDEGATE_DATABASE_URL", database.jdbcUrl(), "TIDEGATE_DATABASE_USER", database.user(),
                        "TIDEGATE_DATABASE_PASSWORD", database.password(), "TIDEGATE_MIGRATIONS", scripts.toString()));
    }

    /** Flyway's command line with the run-time that it brings, and with these options. */
    public Command flyway(Database database, Path scripts, String... options) {
        return new Command(Stream.of(
                Stream.of(installed("flyway-").resolve("flyway").toString(), "-url=" + database.jdbcUrl(),
                        "-user=" + database.user(), "-password=" + database.password(),
                        "-locations=filesystem:" + scripts, "-outputType=json"),
                Stream.of(options), Stream.of("migrate")).flatMap(words -> words).toList(),
                Map.of("REDGATE_DISABLE_TELEMETRY", "true"));
    }

    /** Psql, which is on many machines but not on all. */
    public static Optional<Path> psql() {
        return Stream.of("/usr/bin/psql", "/usr/local/bin/psql").map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** Psql with one script. */
    public static Command psql(Path psql, Database database, Path script) {
        return new Command(List.of(psql.toString(), "-q", "-v", "ON_ERROR_STOP=1", "-h", database.host(), "-p",
                String.valueOf(database.port()), "-U", database.user(), "-d", database.name(), "-f",
                script.toString()), Map.of("PGOPTIONS", "-c client_min_messages=warning"));
    }

    private Path installed(String prefix) {
        try (Stream<Path> folders = Files.list(tools)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(prefix)).findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "the build has put no \"" + prefix + "…\" into \"" + tools + "\""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
