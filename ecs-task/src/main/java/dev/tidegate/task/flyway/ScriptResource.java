package dev.tidegate.task.flyway;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.flywaydb.core.api.resource.LoadableResource;

/** A file as Flyway sees it: the same relative path that Flyway itself would note in the schema history. */
class ScriptResource extends LoadableResource {
    private final Path root;
    private final String file;

    ScriptResource(Path root, String file) {
        this.root = root;
        this.file = file;
    }

    private Path path() {
        return root.resolve(file);
    }

    @Override
    public Reader read() {
        try {
            return Files.newBufferedReader(path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it. */
    String content() {
        try {
            return Files.readString(path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String getAbsolutePath() {
        return path().toString();
    }

    @Override
    public String getAbsolutePathOnDisk() {
        return path().toAbsolutePath().toString();
    }

    @Override
    public String getFilename() {
        return path().getFileName().toString();
    }

    @Override
    public String getRelativePath() {
        return file;
    }
}
