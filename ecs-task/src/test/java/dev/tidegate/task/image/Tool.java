package dev.tidegate.task.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The command-line tools of the JDK that this runs on, which is the one of the build's toolchain. */
final class Tool {
    private Tool() {}

    static String path(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** @throws IllegalStateException when it fails, with what it said */
    static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.onExit().join().exitValue();
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": exit code " + exit + "\n" + output);
        }
    }
}
