package dev.tidegate.task.flyway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** Shows Flyway some scripts of the folder and hides the rest, so that it runs exactly what is planned. */
final class VisibleScripts implements ResourceProvider {
    private final Path root;
    private final List<String> files;

    VisibleScripts(Path root, List<String> files) {
        this.root = root;
        this.files = List.copyOf(files);
    }

    /** Flyway asks for the configuration beside a script, {@code V5__index.sql.conf}, by name; null means there is none. */
    @Override
    public LoadableResource getResource(String name) {
        return Files.isRegularFile(root.resolve(name)) ? new ScriptResource(root, name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return files.stream().<LoadableResource>map(file -> new ScriptResource(root, file))
                .filter(script -> script.getFilename().startsWith(prefix)
                        && Stream.of(suffixes).anyMatch(script.getFilename()::endsWith))
                .toList();
    }
}
