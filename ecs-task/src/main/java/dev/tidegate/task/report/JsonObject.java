package dev.tidegate.task.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds a JSON object; what is absent is left out. */
public final class JsonObject {
    private final List<Json.Member> members = new ArrayList<>();

    /** Adds a member. */
    public JsonObject put(String name, Json value) {
        members.add(new Json.Member(name, value));
        return this;
    }

    /** Adds a string. */
    public JsonObject put(String name, String text) {
        return put(name, new Json.Text(text));
    }

    /** Adds a whole number. */
    public JsonObject put(String name, long number) {
        return put(name, new Json.Number(number));
    }

    /** Adds what is present. */
    public JsonObject put(String name, Optional<?> value) {
        value.ifPresent(present -> put(name, present instanceof Json json ? json : new Json.Text(present.toString())));
        return this;
    }

    /** Adds an array. */
    public JsonObject put(String name, List<? extends Json> items) {
        return put(name, new Json.Array(items));
    }

    JsonObject putAll(JsonObject other) {
        members.addAll(other.members);
        return this;
    }

    /** The object. */
    public Json build() {
        return new Json.Object(List.copyOf(members));
    }
}
