package dev.tidegate.task.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes the content of the image. */
public final class BuildImage {
    private BuildImage() {}

    /** @param arguments the runner's jar, the Dockerfile, and the folder to make, which stands for the image's root */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path root = Path.of(arguments[2]).toAbsolutePath();
        delete(root);
        Path home = Files.createDirectories(root.resolve("opt/tidegate"));
        RunTime.link(home.resolve("runtime"));
        Files.copy(Path.of(arguments[0]), home.resolve("tidegate-task.jar"));
        Path scratch = Files.createTempDirectory("tidegate-training");
        Training.makeCache(EntryPoint.of(Path.of(arguments[1]), root), scratch);
        delete(scratch);
        for (Path part : List.of(home.resolve("runtime"), home.resolve("tidegate-task.jar"), home.resolve(
                "tidegate-task.aot"), root)) {
            System.out.printf("%-24s %s%n", part.equals(root) ? "image" : part.getFileName(), TreeSize.of(part));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
