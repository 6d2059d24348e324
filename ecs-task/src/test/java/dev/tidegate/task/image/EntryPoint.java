package dev.tidegate.task.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command of the image, as the Dockerfile has it, for an image that is a folder. */
record EntryPoint(List<String> command) {
    private static final Pattern ENTRYPOINT = Pattern.compile("(?m)^ENTRYPOINT \\[(.*)]$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");
    private static final String CACHE = "-XX:AOTCache=";

    EntryPoint {
        command = List.copyOf(command);
    }

    /**
     * Reads it.
     *
     * @param root the folder that stands for the image's root
     */
    static EntryPoint of(Path dockerfile, Path root) throws IOException {
        String text = Files.readString(dockerfile).replaceAll("\\\\\\R\\s*", "");
        Matcher entryPoint = ENTRYPOINT.matcher(text);
        if (!entryPoint.find()) {
            throw new IllegalStateException("found no ENTRYPOINT in \"" + dockerfile + "\"");
        }
        return new EntryPoint(words(entryPoint.group(1)).map(word -> word.replace("/opt/", root + "/opt/")).toList());
    }

    private static Stream<String> words(String list) {
        return WORD.matcher(list).results().map((MatchResult word) -> word.group(1));
    }

    /** The same command, which makes the AOT cache instead of using it. */
    EntryPoint makingTheCache() {
        return new EntryPoint(command.stream().map(word -> word.replace(CACHE, "-XX:AOTCacheOutput=")).toList());
    }

    /** The same command without the cache. */
    EntryPoint withoutCache() {
        return new EntryPoint(command.stream().filter(word -> !word.startsWith(CACHE)).toList());
    }

    /** The same command with another cache. */
    EntryPoint withCache(Path cache) {
        return new EntryPoint(command.stream().map(word -> word.startsWith(CACHE) ? CACHE + cache : word).toList());
    }

    /** The same command, which fails when the cache does not fit. */
    EntryPoint insistingOnTheCache() {
        return new EntryPoint(Stream.concat(Stream.of(command.getFirst(), "-XX:AOTMode=on"),
                command.stream().skip(1)).toList());
    }
}
