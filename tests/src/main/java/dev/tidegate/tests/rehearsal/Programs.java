package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.container.Image;
import dev.tidegate.tests.shop.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The packaged programs that a rehearsal runs. Where they are is told by the system property {@code tidegate.root}, the
 * project's folder; without it, the folder above the present one.
 */
final class Programs {
    private static final List<String> SMALL_JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m");

    private Programs() {}

    static Path function() {
        return packaged("lambda/target/tidegate-lambda.jar");
    }

    /** The migration runner. */
    static Image runner() {
        return Image.jar(packaged("ecs-task/target/tidegate-task.jar"), SMALL_JVM, Optional.empty());
    }

    /** The shop, from the class path of this process. */
    static Image shop(String version) {
        return _ -> {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(SMALL_JVM);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Shop.class.getName()));
            return new Image.Program(command, Map.of("SHOP_VERSION", version), Optional.of("/health"));
        };
    }

    private static Path packaged(String path) {
        Path jar = Path.of(System.getProperty("tidegate.root", "..")).resolve(path).toAbsolutePath().normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("\"" + jar
                    + "\" is missing; run mvn package in the project's folder first");
        }
        return jar;
    }
}
