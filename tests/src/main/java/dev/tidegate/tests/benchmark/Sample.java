package dev.tidegate.tests.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * One whole process.
 *
 * @param nanos from before its start until it has ended
 * @param kilobytes the largest resident set of it or of a process it waited for; empty where GNU time is missing
 */
public record Sample(long nanos, OptionalLong kilobytes) {
    private static final Path TIME = Path.of("/usr/bin/time");

    /**
     * Runs {@code command}.
     *
     * @param scratch a folder for what GNU time writes
     * @throws IllegalStateException when it fails: there is nothing to compare then
     */
    public static Sample of(Command command, Path scratch) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        Path memory = scratch.resolve("memory");
        boolean withTime = Files.isExecutable(TIME);
        if (withTime) {
            words.addAll(List.of(TIME.toString(), "-o", memory.toString(), "-f", "%M"));
        }
        words.addAll(command.words());
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(command.environment());
        long start = System.nanoTime();
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        long nanos = System.nanoTime() - start;
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", command.words()) + ": exit code " + exit + "\n" + output);
        }
        return new Sample(nanos, withTime ? OptionalLong.of(Long.parseLong(Files.readString(memory).strip()))
                : OptionalLong.empty());
    }

    /** The middle of what {@code samples} have. */
    public static long median(List<Sample> samples, ToLongFunction<Sample> of) {
        List<Long> values = samples.stream().map(of::applyAsLong).sorted(Comparator.naturalOrder()).toList();
        return values.get(values.size() / 2);
    }
}
