package dev.tidegate.task.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tidegate.task.migration.Identity;
import dev.tidegate.task.migration.MarkParser;
import dev.tidegate.task.migration.Problem;
import dev.tidegate.task.migration.Script;
import dev.tidegate.task.migration.Version;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/** Reads the folder of migrations, with its subfolders. Files that are
 * neither SQL nor Java are none of its business. */
public final class ScriptFolder {
    private final Path root;
    private final List<Script> scripts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Version, String> versions = new HashMap<>();
    private final Map<String, String> repeatables = new HashMap<>();

    private ScriptFolder(Path root) {
        this.root = root;
    }

    /**
     * Reads every script.
     *
     * @throws TaskException when there is no such folder, no script in it, a name that is not understood or a version twice
     */
    public static List<Script> read(Path root) {
        if (!Files.isDirectory(root)) {
            throw wrong(Outcome.WRONG_USAGE, "setting migrations: there is no folder \"" + root + "\"");
        }
        ScriptFolder folder = new ScriptFolder(real(root));
        folder.files().forEach(folder::add);
        if (!folder.problems.isEmpty()) {
            throw wrong(Outcome.REFUSED, Problems.text(folder.problems));
        }
        if (folder.scripts.isEmpty()) {
            throw wrong(Outcome.WRONG_USAGE, "setting migrations: the folder \"" + root
                    + "\" holds no script; expected "
                    + Identity.EXPECTED);
        }
        folder.scripts.sort((one, other) -> Identity.ORDER.compare(one.identity(), other.identity()));
        return List.copyOf(folder.scripts);
    }

    /** The folder itself may be a link, which is not followed when its files are looked for. */
    private static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw unreadable(root, e);
        }
    }

    private static TaskException wrong(Outcome outcome, String message) {
        return new TaskException(Failure.of(outcome, message));
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.find(root, Integer.MAX_VALUE, ScriptFolder::concerns)) {
            return files.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(root, e);
        }
    }

    /** Links are followed: Kubernetes and others mount files as links. */
    private static boolean concerns(Path path, BasicFileAttributes attributes) {
        String name = path.getFileName().toString();
        return (OtherNames.concerns(name) || OtherNames.isConfiguration(name)) && (attributes.isRegularFile()
                || attributes
                        .isSymbolicLink() && Files.isRegularFile(path));
    }

    private void add(Path path) {
        String file = root.relativize(path).toString().replace('\\', '/');
        if (OtherNames.isConfiguration(file)) {
            problems.addAll(ScriptConfiguration.of(root, file.substring(0, file.length() - ScriptConfiguration.SUFFIX
                    .length())).problems());
            return;
        }
        Identity.parse(path.getFileName().toString()).ifPresentOrElse(identity -> add(path, file, identity),
                () -> problems.add(new Problem(file, 1, OtherNames.problem(path.getFileName().toString()))));
    }

    private void add(Path path, String file, Identity identity) {
        String first = identity instanceof Identity.Versioned versioned
                ? versions.putIfAbsent(versioned.version(), file)
                : repeatables.putIfAbsent(identity.description(), file);
        if (first != null) {
            problems.add(new Problem(file, 1, "has the same version or description as " + first));
        }
        try {
            String text = Files.readString(path);
            scripts.add(new Script(file, identity, MarkParser.parse(file, text.lines()::iterator), Checksum.of(text
                    .getBytes(StandardCharsets.UTF_8))));
        } catch (CharacterCodingException e) {
            problems.add(notText(path, file));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static Problem notText(Path path, String file) {
        try {
            return Utf8.problem(file, Files.readAllBytes(path));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static TaskException unreadable(Path path, Exception cause) {
        String why = cause instanceof AccessDeniedException || cause.getCause() instanceof AccessDeniedException
                ? "permission denied"
                : cause.toString();
        return new TaskException(Failure.of(Outcome.WRONG_USAGE, "cannot read \"" + path + "\": " + why), cause);
    }
}
