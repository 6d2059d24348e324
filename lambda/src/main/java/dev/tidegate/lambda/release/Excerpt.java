package dev.tidegate.lambda.release;

/** The beginning of what may be too long for where it goes. */
public final class Excerpt {
    private Excerpt() {}

    /** The text, cut to at most {@code most} characters with "…" as the last. */
    public static String of(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
