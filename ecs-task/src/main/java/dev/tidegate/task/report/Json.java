package dev.tidegate.task.report;

import java.util.List;
import java.util.stream.Collectors;

/** Values that can be written as JSON, on one line. */
sealed interface Json {
    /** A string. */
    record Text(String value) implements Json {}

    /** A whole number. */
    record Number(long value) implements Json {}

    /** An array. */
    record Array(List<? extends Json> items) implements Json {}

    /** An object, its members in this order. */
    record Object(List<Member> members) implements Json {}

    /** One name and its value. */
    record Member(String name, Json value) {}

    /** The value as JSON. */
    default String write() {
        return switch (this) {
            case Text(String value) -> quote(value);
            case Number(long value) -> Long.toString(value);
            case Array(List<? extends Json> items) ->
                items.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
            case Object(List<Member> members) ->
                members.stream().map(member -> quote(member.name()) + ":" + member.value().write())
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

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
