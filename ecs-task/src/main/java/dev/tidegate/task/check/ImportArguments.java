package dev.tidegate.task.check;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The command line of {@code import sqlmigrate FILE --name=…}; what it does not know belongs to {@code check}. */
final class ImportArguments {
    private static final String TOOL = "sqlmigrate";
    private static final String NAME = "--name";

    private final List<String> others = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Optional<Path> file = Optional.empty();
    private Optional<String> name = Optional.empty();

    /** @param arguments without the command */
    ImportArguments(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        if (!TOOL.equals(left.pollFirst())) {
            problems.add("found no \"" + TOOL + "\" behind import; expected import " + TOOL + " FILE");
        }
        while (!left.isEmpty()) {
            String argument = left.removeFirst();
            if (argument.startsWith(NAME + "=")) {
                name = Optional.of(argument.substring(NAME.length() + 1));
            } else if (argument.equals(NAME)) {
                name = Optional.ofNullable(left.pollFirst());
            } else if (argument.startsWith("--")) {
                others.add(argument);
                if (!argument.contains("=") && !left.isEmpty()) {
                    others.add(left.removeFirst());
                }
            } else if (file.isEmpty()) {
                file = Optional.of(Path.of(argument));
            } else {
                problems.add("found a second file \"" + argument + "\"; expected one");
            }
        }
        if (file.isEmpty() && problems.isEmpty()) {
            problems.add("found no file; expected the output of Django's sqlmigrate, or any SQL");
        }
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    Path file() {
        return file.orElseThrow();
    }

    /** What the script does, in the words of a file name. */
    String description() {
        String given = name.orElseGet(() -> file().getFileName().toString().replaceFirst("\\.[^.]*$", ""));
        return given.strip().replaceAll("[^\\p{Alnum}]+", "_").replaceAll("^_+|_+$", "");
    }

    /** What is left for {@code check}. */
    List<String> others() {
        return List.copyOf(others);
    }
}
