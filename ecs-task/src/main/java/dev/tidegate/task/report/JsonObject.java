package dev.tidegate.task.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds a JSON object; what is absent is left out. */
final class JsonObject {
    private final List<Json.Member> members = new ArrayList<>();

    JsonObject put(String name, Json value) {
        members.add(new Json.Member(name, value));
        return this;
    }

    JsonObject put(String name, String text) {
        return put(name, new Json.Text(text));
    }

    JsonObject put(String name, long number) {
        return put(name, new Json.Number(number));
    }

    JsonObject put(String name, Optional<?> value) {
        value.ifPresent(present -> put(name, present instanceof Json json ? json : new Json.Text(present.toString())));
        return this;
    }

    JsonObject put(String name, List<? extends Json> items) {
        return put(name, new Json.Array(items));
    }

    JsonObject putAll(JsonObject other) {
        members.addAll(other.members);
        return this;
    }

    Json build() {
        return new Json.Object(List.copyOf(members));
    }
}
