package dev.tidegate.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version of this program, which the build writes into a resource. */
final class ProgramVersion {
    private ProgramVersion() {}

    static String text() {
        try (InputStream resource = Objects.requireNonNull(ProgramVersion.class.getResourceAsStream("version.txt"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
