package dev.tidegate.task.migration;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A migration's version: numbers separated by dots or underscores. As with Flyway, {@code 1}, {@code 01} and {@code 1.0}
 * are the same version.
 */
public final class Version implements Comparable<Version> {
    private static final Pattern TEXT = Pattern.compile("\\d+(?:[._]\\d+)*");

    private final String text;
    private final List<BigInteger> numbers;

    private Version(String text) {
        this.text = text.replace('_', '.');
        this.numbers = withoutTrailingZeros(Stream.of(this.text.split("\\.")).map(BigInteger::new).toList());
    }

    /** The version {@code text} means, empty when it is none. */
    public static Optional<Version> parse(String text) {
        return TEXT.matcher(text).matches() ? Optional.of(new Version(text)) : Optional.empty();
    }

    /** As {@link #parse}, for a text known to be a version. */
    public static Version of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a version: \"" + text + "\""));
    }

    private static List<BigInteger> withoutTrailingZeros(List<BigInteger> numbers) {
        int size = numbers.size();
        while (size > 1 && numbers.get(size - 1).signum() == 0) {
            size--;
        }
        return numbers.subList(0, size);
    }

    /** As the file's name has it, with dots. */
    public String text() {
        return text;
    }

    @Override
    public int compareTo(Version other) {
        for (int i = 0; i < Math.min(numbers.size(), other.numbers.size()); i++) {
            int order = numbers.get(i).compareTo(other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(numbers.size(), other.numbers.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version version && numbers.equals(version.numbers);
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
