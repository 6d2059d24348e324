package dev.tidegate.task.script;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ${name}} in scripts stands for. */
public sealed interface Placeholders {
    /** The forms that are understood, for messages. */
    String EXPECTED = "off, on, or <name>=<value> pairs separated by commas, such as owner=shop,region=eu";

    /** Scripts are run as they are, whatever they contain. */
    record Off() implements Placeholders {}

    /**
     * Each {@code ${name}} is replaced, and one without a value is an error.
     *
     * @param values beside those that Flyway knows by itself, such as {@code ${flyway:user}}
     */
    record On(Map<String, String> values) implements Placeholders {
        public On {
            values = Map.copyOf(values);
        }
    }

    /** {@code text} with its placeholders replaced; those that only Flyway knows stay. */
    default String in(String text) {
        return switch (this) {
            case Off() -> text;
            case On(Map<String, String> values) -> {
                String replaced = text;
                for (Map.Entry<String, String> value : values.entrySet()) {
                    replaced = replaced.replaceAll("(?i)" + Pattern.quote("${" + value.getKey() + "}"), Matcher
                            .quoteReplacement(value.getValue()));
                }
                yield replaced;
            }
        };
    }

    /** What {@code text} means, empty when it is none of the forms. */
    static Optional<Placeholders> parse(String text) {
        if (text.equals("off")) {
            return Optional.of(new Off());
        }
        Map<String, String> values = new HashMap<>();
        for (String pair : text.equals("on") ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || values.put(pair.substring(0, equals).strip(), pair.substring(equals + 1)) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new On(values));
    }
}
