package dev.tidegate.task.sessions;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How an application calls its database sessions: {@code shop/{version}} means that the {@code application_name} of a
 * session is the application, a slash and the version of the code that opened it.
 *
 * @param before what stands before the version
 * @param after what stands after it
 */
public record SessionName(String before, String after) {
    /** What may be written, for messages. */
    public static final String EXPECTED = "a text with {version} in it once and something before, such as shop/{version}";

    private static final String PLACE = "{version}";

    /** PostgreSQL cuts names at NAMEDATALEN - 1 bytes. */
    private static final int LONGEST = 63;

    /** Reads a pattern; empty when it is none. */
    public static Optional<SessionName> parse(String text) {
        int place = text.indexOf(PLACE);
        return place < 1 || place != text.lastIndexOf(PLACE) || text.substring(0, place).isBlank()
                ? Optional.empty()
                : Optional.of(new SessionName(text.substring(0, place), text.substring(place + PLACE.length())));
    }

    /** The name of a session opened by the code of {@code version}, as far as PostgreSQL keeps it. */
    public String of(String version) {
        String name = before + version + after;
        int end = name.length();
        while (length(name.substring(0, end)) > LONGEST) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end);
    }

    /**
     * The version that {@code name} carries, of a long one only its beginning; empty when it carries none. A version has
     * no slash and no space: {@code shop/worker/41} is another kind of name.
     */
    public Optional<String> version(String name) {
        if (!name.startsWith(before)) {
            return Optional.empty();
        }
        String rest = name.substring(before.length());
        if (rest.endsWith(after)) {
            return Optional.of(rest.substring(0, rest.length() - after.length())).filter(SessionName::isVersion);
        }
        // Cut between characters, of which the longest have four bytes.
        return length(name) > LONGEST - 4 ? Optional.of(rest).filter(SessionName::isVersion) : Optional.empty();
    }

    private static boolean isVersion(String text) {
        return !text.isEmpty() && text.chars().noneMatch(c -> c == '/' || Character.isWhitespace(c));
    }

    /** Whether {@code name} looks like the same application's, with or without a version. */
    boolean isRelated(String name) {
        String application = before.replaceFirst("[^\\p{L}\\p{N}]+$", "");
        return name.startsWith(application.isEmpty() ? before : application);
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return before + PLACE + after;
    }
}
