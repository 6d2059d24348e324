package dev.tidegate.task.settings;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line, taken apart: {@code pre --lock-timeout 2s --fresh --url=postgresql://db/shop}. */
public final class Arguments {
    private final Map<Setting<?>, String> options = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Deque<String> left;
    private Optional<Command> command = Optional.empty();
    private boolean help;
    private boolean version;
    private boolean json;

    public Arguments(List<String> arguments) {
        left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            read(left.removeFirst());
        }
        if (command.isEmpty() && problems.isEmpty()) {
            problems.add("found no command; expected " + Command.ALLOWED);
        }
        if (json && command.filter(asked -> !asked.hasJson()).isPresent()) {
            problems.add("found --json with " + command.orElseThrow().word()
                    + "; allowed with plan and floor only, pre and post always end with a line of JSON");
        }
    }

    /** What to do; empty only when there are problems or help was asked for. */
    public Optional<Command> command() {
        return command;
    }

    /** Whether {@code --help} was given. */
    public boolean help() {
        return help;
    }

    /** Whether {@code --version} was given. */
    public boolean version() {
        return version;
    }

    /** Whether {@code --json} was given. */
    public boolean json() {
        return json;
    }

    /** What is wrong with the command line. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** What the option of {@code setting} was given, if it was given. */
    Optional<String> option(Setting<?> setting) {
        return Optional.ofNullable(options.get(setting));
    }

    private void read(String argument) {
        switch (argument) {
            case "--help", "-h" -> help = true;
            case "--version" -> version = true;
            case "--json" -> json = true;
            default -> {
                if (argument.startsWith("-")) {
                    readOption(argument);
                } else {
                    readCommand(argument);
                }
            }
        }
    }

    private void readCommand(String word) {
        Optional<Command> named = Command.of(word);
        if (named.isEmpty()) {
            problems.add("found " + Shown.text(word) + "; expected " + Command.ALLOWED);
        } else if (command.isPresent()) {
            problems.add("found a second command \"" + word + "\"; expected one");
        } else {
            command = named;
        }
    }

    private void readOption(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(argument.substring(equals + 1));
        Optional<Setting<?>> setting = Settings.ALL.stream()
                .filter(known -> known.option().filter(name::equals).isPresent()).findFirst();
        setting.ifPresentOrElse(known -> set(known, name, value), () -> unknown(name, value));
    }

    private void set(Setting<?> setting, String name, Optional<String> given) {
        Optional<String> value = given.or(() -> setting.isFlag() ? Optional.of("true") : next());
        if (value.isEmpty()) {
            problems.add("found " + name + " without a value; expected " + setting.kind().allowed());
        } else if (options.putIfAbsent(setting, value.get()) != null) {
            problems.add("found " + name + " twice; expected it once");
        }
    }

    private Optional<String> next() {
        return Optional.ofNullable(left.peekFirst()).filter(value -> !value.startsWith("--")).map(value -> left
                .removeFirst());
    }

    private void unknown(String name, Optional<String> value) {
        if (name.equals("--password")) {
            problems.add(
                    "found --password; arguments can be read by every user of the machine and show up in logs: set "
                            + Settings.PASSWORD.variable() + " instead");
        } else {
            // Some programs take -p<password>.
            String shown = name.startsWith("--") ? name : name.substring(0, Math.min(2, name.length()));
            problems.add("found unknown option " + Shown.text(shown) + "; see --help");
        }
        // What follows is its value, unless it is a command, and may be as secret as a password.
        if (value.isEmpty() && Optional.ofNullable(left.peekFirst()).flatMap(Command::of).isEmpty()) {
            next();
        }
    }
}
