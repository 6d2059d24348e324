package dev.tidegate.tests.iam;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text with IAM's wildcards: {@code *} for any characters, {@code ?} for one (IAM guide, "Resource" and "Condition operators"). */
final class Wildcards {
    private static final int ARN_PARTS = 6;

    private Wildcards() {}

    static boolean matches(String pattern, String text) {
        String regex = pattern.chars().mapToObj(character -> switch (character) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(character));
        }).collect(Collectors.joining());
        return text.matches(regex);
    }

    /** Each of an ARN's six parts is compared for itself; a wildcard reaches no further. */
    static boolean matchesArn(String pattern, String arn) {
        if (pattern.equals("*")) {
            return true;
        }
        List<String> expected = List.of(pattern.split(":", ARN_PARTS));
        List<String> given = List.of(arn.split(":", ARN_PARTS));
        return expected.size() == given.size() && IntStream.range(0, given.size()).allMatch(part -> matches(expected
                .get(part), given.get(part)));
    }
}
