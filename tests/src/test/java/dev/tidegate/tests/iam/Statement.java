package dev.tidegate.tests.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A statement of a role's policy.
 *
 * @param name its Sid, or its actions
 */
record Statement(String name, boolean allows, List<String> actions, List<String> resources,
        List<Condition> conditions) {
    private static final Set<String> MEMBERS = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    /** @param json of a policy document */
    static Statement of(Map<?, ?> json) {
        if (!MEMBERS.containsAll(json.keySet())) {
            throw new IllegalArgumentException("statement with " + json.keySet() + ": expected " + MEMBERS);
        }
        List<String> actions = texts(json.get("Action"));
        List<Condition> conditions = new ArrayList<>();
        if (json.get("Condition") instanceof Map<?, ?> operators) {
            operators.forEach((operator, keys) -> ((Map<?, ?>) keys).forEach((key, values) -> conditions.add(
                    new Condition((String) operator, (String) key, texts(values)))));
        }
        return new Statement(json.get("Sid") instanceof String sid ? sid : String.join(", ", actions),
                effect((String) json.get("Effect")), actions, texts(json.get("Resource")), conditions);
    }

    private static boolean effect(String effect) {
        return switch (effect) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw new IllegalArgumentException("effect " + effect);
        };
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list ? list.stream().map(String.class::cast).toList()
                : List.of((String) value);
    }

    /** Whether it speaks of this access. The case of actions does not count. */
    boolean covers(Access access) {
        String action = access.action().toLowerCase(Locale.ROOT);
        return actions.stream().anyMatch(one -> Wildcards.matches(one.toLowerCase(Locale.ROOT), action))
                && resources.stream().anyMatch(one -> Wildcards.matchesArn(one, access.resource()))
                && conditions.stream().allMatch(condition -> condition.holds(access.context()));
    }

    /** It with one of its actions, or one of its resources, less; none when it has only one of each. */
    Stream<Statement> lessened() {
        return Stream.concat(
                without(actions, fewer -> new Statement(name, allows, fewer, resources, conditions)),
                without(resources, fewer -> new Statement(name, allows, actions, fewer, conditions)));
    }

    private static Stream<Statement> without(List<String> all, Function<List<String>, Statement> make) {
        return all.size() == 1 ? Stream.empty()
                : all.stream().map(one -> make.apply(all.stream().filter(other -> !other.equals(one)).toList()));
    }
}
