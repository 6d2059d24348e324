package dev.tidegate.task.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A migration's version: numbers separated by dots or underscores. As with Flyway, {@code 1}, {@code 01} and {@code 1.0}
 * are the same version.
 *
 * <p>Every run reads hundreds of them before anything of this is compiled: hence loops instead of patterns and streams.
 */
public final class Version implements Comparable<Version> {
    private final String text;
    /** The digits of each number, without leading zeros, and without numbers that are zero at the end. */
    private final List<String> numbers;

    private Version(String text) {
        this.text = text.replace('_', '.');
        this.numbers = numbers(this.text);
    }

    /** The version {@code text} means, empty when it is none. */
    public static Optional<Version> parse(String text) {
        return isVersion(text) ? Optional.of(new Version(text)) : Optional.empty();
    }

    /** As {@link #parse}, for a text known to be a version. */
    public static Version of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a version: \"" + text + "\""));
    }

    private static boolean isVersion(String text) {
        boolean afterDigit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit && !(afterDigit && (c == '.' || c == '_'))) {
                return false;
            }
            afterDigit = digit;
        }
        return afterDigit;
    }

    private static List<String> numbers(String text) {
        List<String> numbers = new ArrayList<>();
        for (String digits : text.split("\\.")) {
            int start = 0;
            while (start < digits.length() - 1 && digits.charAt(start) == '0') {
                start++;
            }
            numbers.add(digits.substring(start));
        }
        while (numbers.size() > 1 && numbers.getLast().equals("0")) {
            numbers.removeLast();
        }
        return numbers;
    }

    /** As the file's name has it, with dots. */
    public String text() {
        return text;
    }

    /** The same text for the same version. */
    String key() {
        return String.join(".", numbers);
    }

    @Override
    public int compareTo(Version other) {
        for (int i = 0; i < Math.min(numbers.size(), other.numbers.size()); i++) {
            int order = compare(numbers.get(i), other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(numbers.size(), other.numbers.size());
    }

    /** Of two numbers without leading zeros the longer is greater. */
    private static int compare(String number, String other) {
        return number.length() == other.length()
                ? number.compareTo(other)
                : Integer.compare(number.length(), other.length());
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
