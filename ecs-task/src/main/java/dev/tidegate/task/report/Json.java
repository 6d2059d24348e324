package dev.tidegate.task.report;

import java.util.List;
import java.util.stream.Collectors;

/** Values that can be written as JSON, on one line. */
public sealed interface Json {
    /** The value as JSON. */
    String write();

    /** A string. */
    record Text(String value) implements Json {
        @Override
        public String write() {
            return quote(value);
        }
    }

    /** A whole number. */
    record Number(long value) implements Json {
        @Override
        public String write() {
            return Long.toString(value);
        }
    }

    /** An array. */
    record Array(List<? extends Json> items) implements Json {
        @Override
        public String write() {
            return items.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** An object, its members in this order. */
    record Object(List<Member> members) implements Json {
        @Override
        public String write() {
            return members.stream().map(member -> quote(member.name()) + ":" + member.value().write())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    /** One name and its value. */
    record Member(String name, Json value) {}

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(character -> quoted.append(switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> character < ' ' || Character.isSurrogate((char) character)
                    ? "\\u%04x".formatted(character)
                    : String.valueOf((char) character);
        }));
        return quoted.append('"').toString();
    }
}
