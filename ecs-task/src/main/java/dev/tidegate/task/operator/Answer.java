package dev.tidegate.task.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object that the function gave.
 *
 * @param json as it was given
 * @param members its values: text, Boolean, List and Map
 */
public record Answer(String json, Map<String, Object> members) {
    private static final Set<String> WELL = Set.of("Completed", "Bypassed");
    private static final Set<String> ENDED = Set.of("Refused", "PreFailed", "Disarmed", "PostFailed");

    /** An object within it. */
    private static Answer of(Object members) {
        @SuppressWarnings("unchecked")
        Map<String, Object> map = members instanceof Map<?, ?> ? (Map<String, Object>) members : Map.of();
        return new Answer("", map);
    }

    Optional<String> find(String member) {
        return Optional.ofNullable(members.get(member)).map(Object::toString);
    }

    String text(String member) {
        return find(member).orElse("-");
    }

    /** To the second. */
    String time(String member) {
        return text(member).replaceFirst("\\.[0-9]+Z$", "Z");
    }

    Answer object(String member) {
        return of(members.get(member));
    }

    List<Answer> list(String member) {
        return members.get(member) instanceof List<?> items ? items.stream().map(Answer::of).toList() : List.of();
    }

    boolean hasEnded() {
        return endedWell() || ENDED.contains(text("state"));
    }

    boolean endedWell() {
        return WELL.contains(text("state"));
    }
}
