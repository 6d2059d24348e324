package dev.tidegate.tests.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** A request in the query protocol: {@code AlarmNames.member.1=shop-5xx}. */
record QueryForm(TreeMap<String, String> values) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static QueryForm parse(String body) {
        TreeMap<String, String> values = new TreeMap<>();
        for (String pair : body.split("&")) {
            String[] sides = pair.split("=", 2);
            values.put(decode(sides[0]), sides.length == 2 ? decode(sides[1]) : "");
        }
        return new QueryForm(values);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The members that an empty request of the SDK says it has, as JSON. */
    ObjectNode read(SdkPojo empty) {
        return read(empty, "");
    }

    private ObjectNode read(SdkPojo empty, String prefix) {
        ObjectNode object = JSON.objectNode();
        empty.sdkFields().forEach(field -> read(field, prefix + field.locationName())
                .ifPresent(value -> object.set(field.locationName(), value)));
        return object;
    }

    private Optional<JsonNode> read(SdkField<?> field, String name) {
        return switch (field.marshallingType().getKnownType()) {
            case LIST -> given(name) ? Optional.of(list(field.getTrait(ListTrait.class), name)) : Optional.empty();
            case MAP -> given(name) ? Optional.of(map(field.getTrait(MapTrait.class), name)) : Optional.empty();
            case SDK_POJO ->
                given(name) ? Optional.of(read(field.constructor().get(), name + ".")) : Optional.empty();
            default -> value(name).map(text -> scalar(field, name, text));
        };
    }

    /** An empty list is sent as its name without a value. */
    private boolean given(String name) {
        return values.containsKey(name) || hasMembers(name);
    }

    private boolean hasMembers(String name) {
        Map.Entry<String, String> next = values.ceilingEntry(name + ".");
        return next != null && next.getKey().startsWith(name + ".");
    }

    private ArrayNode list(ListTrait trait, String name) {
        ArrayNode list = JSON.arrayNode();
        String member = name + (trait.isFlattened() ? "." : ".member.");
        for (int i = 1; given(member + i); i++) {
            read(trait.memberFieldInfo(), member + i).ifPresent(list::add);
        }
        return list;
    }

    private ObjectNode map(MapTrait trait, String name) {
        ObjectNode map = JSON.objectNode();
        String entry = name + (trait.isFlattened() ? "." : ".entry.");
        for (int i = 1; hasMembers(entry + i); i++) {
            String prefix = entry + i + ".";
            String key = value(prefix + trait.keyLocationName()).orElse("");
            read(trait.valueFieldInfo(), prefix + trait.valueLocationName()).ifPresent(value -> map.set(key, value));
        }
        return map;
    }

    private static JsonNode scalar(SdkField<?> field, String name, String text) {
        try {
            return switch (field.marshallingType().getKnownType()) {
                case BOOLEAN -> JSON.booleanNode(text.equals("true"));
                case BYTE, SHORT, INTEGER, LONG -> JSON.numberNode(Long.parseLong(text));
                case FLOAT, DOUBLE, BIG_DECIMAL -> JSON.numberNode(new BigDecimal(text));
                case INSTANT -> PojoWriter.epochSeconds(Instant.parse(text));
                default -> JSON.textNode(text);
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw new MalformedRequest("member \"" + name + "\" is malformed: \"" + text + "\"", e);
        }
    }
}
