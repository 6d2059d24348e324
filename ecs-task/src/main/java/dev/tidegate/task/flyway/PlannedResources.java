package dev.tidegate.task.flyway;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.stop.Stop;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * Shows Flyway the planned scripts and what they are. Flyway's own parser does not know all statements that cannot run in a
 * transaction, so those scripts get the configuration they need; and what a script did in an earlier attempt is blanked out
 * when it is read for running, after its checksum was taken.
 */
final class PlannedResources implements ResourceProvider {
    private final Path root;
    private final Map<String, PlannedResource> scripts;
    private List<PlannedScript> shown = List.of();

    /** @param stop obeyed while Flyway reads a script, which may take long */
    PlannedResources(Path root, List<PlannedScript> planned, Stop stop) {
        this.root = root;
        scripts = planned.stream().map(script -> new PlannedResource(root, script, stop))
                .collect(Collectors.toMap(resource -> resource.script.migration().file(), Function.identity()));
    }

    /** From now on Flyway sees these and no others. */
    void show(List<PlannedScript> some) {
        shown = List.copyOf(some);
    }

    /** From now on {@code file} reads as if these statements were blank. */
    void skip(String file, List<Statement> done) {
        scripts.get(file).done = List.copyOf(done);
    }

    @Override
    public LoadableResource getResource(String name) {
        String file = name.endsWith(".conf") ? name.substring(0, name.length() - ".conf".length()) : name;
        PlannedResource known = scripts.get(file);
        boolean given = Files.isRegularFile(root.resolve(name));
        if (known != null && !file.equals(name) && !known.script.inTransaction()) {
            return new OutsideTransaction(root, name, given);
        }
        return given ? new ScriptResource(root, name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return shown.stream().<LoadableResource>map(script -> scripts.get(script.migration().file()))
                .filter(script -> script.getFilename().startsWith(prefix)
                        && Stream.of(suffixes).anyMatch(script.getFilename()::endsWith))
                .toList();
    }

    /** A script without what is done already. */
    private static final class PlannedResource extends ScriptResource {
        private final PlannedScript script;
        private final Stop stop;
        private List<Statement> done = List.of();

        private PlannedResource(Path root, PlannedScript script, Stop stop) {
            super(root, script.migration().file());
            this.script = script;
            this.stop = stop;
        }

        @Override
        public Reader read() {
            return done.isEmpty()
                    ? new StoppedReader(super.read(), stop)
                    : new StringReader(script.text().orElseThrow().without(done));
        }
    }

    /** Lets a long script be read no further than until it is time to stop; a short one is soon read. */
    private static final class StoppedReader extends FilterReader {
        private static final long SHORT = 1_000_000;
        private final Stop stop;
        private long characters;

        private StoppedReader(Reader script, Stop stop) {
            super(script);
            this.stop = stop;
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            if (characters > SHORT) {
                stop.check("all of a script was read");
            }
            int read = super.read(into, offset, length);
            characters += read;
            return read;
        }
    }

    /** The configuration that keeps a script out of a transaction, behind what its own configuration says. */
    private static final class OutsideTransaction extends ScriptResource {
        private final boolean given;

        private OutsideTransaction(Path root, String file, boolean given) {
            super(root, file);
            this.given = given;
        }

        @Override
        public Reader read() {
            return new StringReader((given ? content() : "") + "\nexecuteInTransaction=false\n");
        }
    }
}
