package dev.tidegate.task.settings;

import java.util.Optional;

/**
 * One thing a user can set, declared once: the parser, the help and the messages come from here.
 *
 * @param name what messages call it
 * @param variable the environment variable
 * @param option the command-line option, which wins over the variable; empty for what must not stand in an argument
 * @param kind the values it takes
 * @param fallback the value when nobody sets it, as one would write it
 * @param help what it is for
 */
public record Setting<T>(String name, String variable, Optional<String> option, Kind<T> kind, Optional<String> fallback,
        String help) {
    static <T> Setting<T> of(String name, String variable, Kind<T> kind, String help) {
        return new Setting<>(name, "TIDEGATE_" + variable, Optional.of("--" + name), kind, Optional.empty(), help);
    }

    Setting<T> or(String value) {
        return new Setting<>(name, variable, option, kind, Optional.of(value), help);
    }

    Setting<T> fromEnvironmentOnly() {
        return new Setting<>(name, variable, Optional.empty(), kind, fallback, help);
    }

    boolean isFlag() {
        return kind == Kind.FLAG;
    }

    /** Each setting is declared once. What a record has by itself is linked at run time: 10 ms of every start. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** How messages point to it: {@code setting lock-timeout (TIDEGATE_LOCK_TIMEOUT or --lock-timeout)}. */
    String title() {
        return "setting " + name + " (" + variable + option.map(known -> " or " + known).orElse("") + ")";
    }
}
