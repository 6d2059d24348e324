package dev.tidegate.tests.definition;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** From the JSON that {@code tests/definitions/derive.js} writes. */
final class DefinitionReader {
    private final JsonNode json;

    private DefinitionReader(JsonNode json) {
        this.json = json;
    }

    static ServiceDefinition read(JsonNode json) {
        DefinitionReader reader = new DefinitionReader(json);
        return new ServiceDefinition(reader.operations(), reader.structures());
    }

    private Map<String, ServiceDefinition.Operation> operations() {
        Map<String, ServiceDefinition.Operation> operations = new HashMap<>();
        json.path("operations").properties().forEach(entry -> operations.put(entry.getKey(),
                new ServiceDefinition.Operation(entry.getValue().path("input").textValue(),
                        entry.getValue().path("output").textValue(),
                        Set.copyOf(texts(entry.getValue().path("errors"))))));
        return operations;
    }

    private Map<String, Structure> structures() {
        List<String> unions = texts(json.path("unions"));
        Map<String, Structure> structures = new HashMap<>();
        json.path("shapes").properties().forEach(entry -> structures.put(entry.getKey(),
                new Structure(members(entry.getValue()), unions.contains(entry.getKey()))));
        return structures;
    }

    private Map<String, Structure.Member> members(JsonNode shape) {
        return shape.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> member(entry.getValue()
                .textValue()), (a, b) -> a, LinkedHashMap::new));
    }

    private Structure.Member member(String text) {
        return text.endsWith("!")
                ? new Structure.Member(type(text.substring(0, text.length() - 1)), true)
                : new Structure.Member(type(text), false);
    }

    private Type type(String text) {
        String inner = text.substring(0, Math.max(0, text.length() - 2));
        if (text.endsWith("[]")) {
            return new Type.ListOf(type(inner));
        } else if (text.endsWith("{}")) {
            return new Type.MapOf(type(inner));
        } else if (json.path("enums").has(text)) {
            return new Type.OneOf(texts(json.path("enums").path(text)));
        }
        return json.path("shapes").has(text) ? new Type.Structured(text) : Type.Simple.named(text);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::textValue).toList();
    }
}
