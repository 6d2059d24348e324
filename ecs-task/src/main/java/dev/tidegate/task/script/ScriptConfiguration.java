package dev.tidegate.task.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import dev.tidegate.task.migration.Problem;

/** What the file beside a script, {@code V5__index.sql.conf}, says about it. */
public final class ScriptConfiguration {
    static final String SUFFIX = ".conf";
    private static final String TRANSACTION = "executeInTransaction";
    private static final String PLACEHOLDERS = "placeholderReplacement";
    private static final String ENCODING = "encoding";
    private static final String ALLOWED = TRANSACTION + "=true or false, " + PLACEHOLDERS + "=true or false, "
            + ENCODING
            + "=UTF-8";

    private final String file;
    private final Map<String, String> values = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private ScriptConfiguration(String file) {
        this.file = file;
    }

    /** That of the script called {@code script}, which may have none. */
    public static ScriptConfiguration of(Path root, String script) {
        ScriptConfiguration configuration = new ScriptConfiguration(script + SUFFIX);
        Path path = root.resolve(script + SUFFIX);
        if (Files.isRegularFile(path)) {
            configuration.read(path);
        }
        return configuration;
    }

    /** Whether the script is to run as one transaction, if it is said. */
    public Optional<Boolean> executeInTransaction() {
        return Optional.ofNullable(values.get(TRANSACTION)).map(Boolean::valueOf);
    }

    /** Whether placeholders in the script are replaced, when they are replaced at all. */
    public boolean replacesPlaceholders() {
        return !values.getOrDefault(PLACEHOLDERS, "true").equalsIgnoreCase("false");
    }

    /** Everything in it that is not understood; Flyway would not say in which file. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void read(Path path) {
        try {
            List<String> lines = Files.readAllLines(path);
            for (int line = 0; line < lines.size(); line++) {
                read(line + 1, lines.get(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(int number, String line) throws IOException {
        Properties pair = new Properties();
        pair.load(new StringReader(line));
        for (String name : pair.stringPropertyNames()) {
            String value = pair.getProperty(name).strip();
            values.put(name, value);
            if (!allows(name, value)) {
                problems.add(new Problem(file, number, "found \"" + line.strip() + "\"; allowed: " + ALLOWED));
            }
        }
    }

    private static boolean allows(String name, String value) {
        return switch (name) {
            case TRANSACTION, PLACEHOLDERS -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            case ENCODING -> value.equalsIgnoreCase("UTF-8");
            default -> false;
        };
    }
}
