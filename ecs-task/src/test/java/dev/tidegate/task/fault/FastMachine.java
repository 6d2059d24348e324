package dev.tidegate.task.fault;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

import dev.tidegate.task.ChildProcess;
import dev.tidegate.task.TestDatabase;

/**
 * Options for a Java machine that starts fast, so that most of a short run is work: a cache of loaded classes, made once by an
 * undisturbed run of the mixed scripts. The cache wants jars, so the classes are packed first.
 */
final class FastMachine {
    private FastMachine() {}

    /** Made when it is first wanted. */
    private static final class Made {
        private static final List<String> OPTIONS = make();
    }

    static List<String> options() {
        return Made.OPTIONS;
    }

    private static List<String> make() {
        try {
            Path folder = Files.createTempDirectory("tidegate-fault");
            List<String> plain = List.of("-cp", jars(folder), "-XX:+UseSerialGC", "-Xmx64m");
            Path cache = folder.resolve("task.aot");
            List<String> learning = new ArrayList<>(plain);
            learning.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot*=off", "-Xlog:disable"));
            Scene scene = new Scene(folder, new TestDatabase(), learning);
            try (ChildProcess run = scene.start("pre")) {
                int exit = run.ended().exit();
                if (exit != 0 || !Files.exists(cache)) {
                    throw new IllegalStateException("no cache was made, exit " + exit + ": " + run.ended());
                }
            }
            List<String> options = new ArrayList<>(plain);
            options.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:disable"));
            return List.copyOf(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jars(Path folder) {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        List<String> jars = new ArrayList<>();
        for (String entry : dev.tidegate.task.TaskProcess.classPath()) {
            if (Files.isDirectory(Path.of(entry))) {
                String packed = folder.resolve(jars.size() + ".jar").toString();
                if (jar.run(System.out, System.err, "--create", "--file", packed, "-C", entry, ".") != 0) {
                    throw new IllegalStateException("cannot pack " + entry);
                }
                jars.add(packed);
            } else {
                jars.add(entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }
}
