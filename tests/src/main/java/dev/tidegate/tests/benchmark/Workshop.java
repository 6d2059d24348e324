package dev.tidegate.tests.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which scripts lie, written when they are first asked for. */
record Workshop(Path folder) {
    /** A folder with the first {@code count} scripts. */
    Path scripts(int count) {
        Path scripts = folder.resolve("scripts-" + count);
        try {
            return Files.isDirectory(scripts) ? scripts : Scripts.write(scripts, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with this text. */
    Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
