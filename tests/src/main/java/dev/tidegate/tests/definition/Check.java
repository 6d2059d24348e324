package dev.tidegate.tests.definition;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

/** One pass over one piece of JSON. */
final class Check {
    private final ServiceDefinition definition;
    private final Timestamps timestamps;
    private final List<Problem> problems = new ArrayList<>();

    private Check(ServiceDefinition definition, Timestamps timestamps) {
        this.definition = definition;
        this.timestamps = timestamps;
    }

    static List<Problem> problems(JsonNode json, Type type, ServiceDefinition definition, Timestamps timestamps) {
        Check check = new Check(definition, timestamps);
        check.value("", json, type);
        return List.copyOf(check.problems);
    }

    private void value(String path, JsonNode json, Type type) {
        switch (type) {
            case Type.Simple simple -> expect(path, json, simple.words(), value -> isOne(value, simple));
            case Type.OneOf(List<String> values) -> oneOf(path, json, values);
            case Type.ListOf(Type member) -> list(path, json, member);
            case Type.MapOf(Type member) -> map(path, json, member);
            case Type.Structured(String name) -> structure(path, json, name);
        }
    }

    private boolean expect(String path, JsonNode json, String words, Predicate<JsonNode> isOne) {
        if (isOne.test(json)) {
            return true;
        }
        problems.add(new Problem.WrongType(path, words, json.toString()));
        return false;
    }

    private boolean isOne(JsonNode json, Type.Simple type) {
        return switch (type) {
            case STRING -> json.isTextual();
            case NUMBER -> json.isNumber();
            case BOOLEAN -> json.isBoolean();
            case DOCUMENT -> true;
            case BLOB -> json.isTextual() && isBase64(json);
            case TIMESTAMP -> switch (timestamps) {
                case EPOCH_SECONDS -> json.isNumber();
                case ISO_8601 -> isTime(json, DateTimeFormatter.ISO_INSTANT);
            };
            case DATE_TIME -> isTime(json, DateTimeFormatter.ISO_INSTANT);
            case HTTP_DATE -> isTime(json, DateTimeFormatter.RFC_1123_DATE_TIME);
        };
    }

    private static boolean isBase64(JsonNode json) {
        try {
            return json.binaryValue() != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isTime(JsonNode json, DateTimeFormatter format) {
        try {
            return json.isTextual() && format.parse(json.textValue(), Instant::from) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void oneOf(String path, JsonNode json, List<String> values) {
        if (expect(path, json, Type.Simple.STRING.words(), JsonNode::isTextual) && !values.contains(json.textValue())) {
            problems.add(new Problem.OutsideEnum(path, json.textValue(), values));
        }
    }

    private void list(String path, JsonNode json, Type member) {
        if (expect(path, json, "a list", JsonNode::isArray)) {
            for (int i = 0; i < json.size(); i++) {
                value(path + "[" + i + "]", json.get(i), member);
            }
        }
    }

    private void map(String path, JsonNode json, Type member) {
        if (expect(path, json, "an object", JsonNode::isObject)) {
            json.properties().forEach(entry -> value(inside(path, entry.getKey()), entry.getValue(), member));
        }
    }

    private void structure(String path, JsonNode json, String name) {
        if (expect(path, json, "an object", JsonNode::isObject)) {
            Structure structure = definition.structure(name);
            // A member that is null is one that is absent.
            List<String> given = json.properties().stream().filter(entry -> !entry.getValue().isNull())
                    .map(Map.Entry::getKey).toList();
            if (structure.union() && given.size() != 1) {
                problems.add(new Problem.NotOneMember(path, name, given));
            }
            given.stream().filter(member -> !structure.members().containsKey(member))
                    .forEach(member -> problems.add(new Problem.Unknown(inside(path, member), name)));
            structure.members().forEach((member, defined) -> member(inside(path, member), json.path(member), defined));
        }
    }

    private void member(String path, JsonNode json, Structure.Member defined) {
        if (!json.isMissingNode() && !json.isNull()) {
            value(path, json, defined.type());
        } else if (defined.required()) {
            problems.add(new Problem.Missing(path));
        }
    }

    private static String inside(String path, String member) {
        return path.isEmpty() ? member : path + "." + member;
    }
}
