package dev.tidegate.tests.wire;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** From JSON to SDK objects, as strict about types as AWS is. */
final class PojoReader {
    private PojoReader() {}

    static void read(JsonNode json, SdkPojo builder) {
        if (!json.isObject()) {
            throw new MalformedRequest("expected an object, got " + json.getNodeType());
        }
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = json.path(field.locationName());
            if (!value.isMissingNode() && (isDocument(field) || !value.isNull())) {
                field.set(builder, value(field, field.locationName(), value));
            }
        }
    }

    private static Object value(SdkField<?> field, String name, JsonNode json) {
        if (json.isNull() && !isDocument(field)) {
            return null;
        }
        return switch (field.marshallingType().getKnownType()) {
            case NULL -> null;
            case STRING -> expect(name, json, "a string", JsonNode::isTextual).textValue();
            case BOOLEAN -> expect(name, json, "a boolean", JsonNode::isBoolean).booleanValue();
            case BYTE -> (byte) integer(name, json);
            case SHORT -> (short) integer(name, json);
            case INTEGER -> integer(name, json);
            case LONG -> expect(name, json, "an integer", PojoReader::isLong).longValue();
            case FLOAT -> expect(name, json, "a number", JsonNode::isNumber).floatValue();
            case DOUBLE -> expect(name, json, "a number", JsonNode::isNumber).doubleValue();
            case BIG_DECIMAL -> expect(name, json, "a number", JsonNode::isNumber).decimalValue();
            case INSTANT -> instant(field, name, json);
            case SDK_BYTES -> bytes(name, json);
            case SDK_POJO -> pojo(field, name, json);
            case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo(), name, json);
            case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo(), name, json);
            case DOCUMENT -> document(json);
        };
    }

    private static boolean isDocument(SdkField<?> field) {
        return Document.class.equals(field.marshallingType().getTargetClass());
    }

    private static JsonNode expect(String name, JsonNode json, String what, Predicate<JsonNode> isOne) {
        if (!isOne.test(json)) {
            throw new MalformedRequest(
                    "member \"" + name + "\" must be " + what + ", got " + json.getNodeType() + " " + json);
        }
        return json;
    }

    private static int integer(String name, JsonNode json) {
        return expect(name, json, "an integer", PojoReader::isInt).intValue();
    }

    private static boolean isInt(JsonNode json) {
        return json.isIntegralNumber() && json.canConvertToInt();
    }

    private static boolean isLong(JsonNode json) {
        return json.isIntegralNumber() && json.canConvertToLong();
    }

    private static Instant instant(SdkField<?> field, String name, JsonNode json) {
        TimestampFormatTrait.Format format = field.getOptionalTrait(TimestampFormatTrait.class)
                .map(TimestampFormatTrait::format).orElse(TimestampFormatTrait.Format.UNIX_TIMESTAMP);
        try {
            return switch (format) {
                case UNIX_TIMESTAMP -> millis(expect(name, json, "seconds since 1970", JsonNode::isNumber), 3);
                case UNIX_TIMESTAMP_MILLIS -> millis(expect(name, json, "milliseconds since 1970", JsonNode::isNumber),
                        0);
                case ISO_8601 -> Instant.parse(expect(name, json, "a date", JsonNode::isTextual).textValue());
                case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME
                        .parse(expect(name, json, "a date", JsonNode::isTextual).textValue(), Instant::from);
            };
        } catch (DateTimeParseException e) {
            throw new MalformedRequest("member \"" + name + "\" is not a date: " + json, e);
        }
    }

    private static Instant millis(JsonNode json, int exponent) {
        return Instant.ofEpochMilli(json.decimalValue().movePointRight(exponent).longValue());
    }

    private static SdkBytes bytes(String name, JsonNode json) {
        try {
            return SdkBytes.fromByteArray(expect(name, json, "base64", JsonNode::isTextual).binaryValue());
        } catch (IOException e) {
            throw new MalformedRequest("member \"" + name + "\" is not base64", e);
        }
    }

    private static Object pojo(SdkField<?> field, String name, JsonNode json) {
        expect(name, json, "an object", JsonNode::isObject);
        SdkPojo builder = field.constructor().get();
        read(json, builder);
        return ((Buildable) builder).build();
    }

    private static List<Object> list(SdkField<?> member, String name, JsonNode json) {
        expect(name, json, "a list", JsonNode::isArray);
        List<Object> values = new ArrayList<>(json.size());
        json.forEach(value -> values.add(value(member, name + "[]", value)));
        return values;
    }

    private static Map<String, Object> map(SdkField<?> member, String name, JsonNode json) {
        expect(name, json, "an object", JsonNode::isObject);
        Map<String, Object> values = new LinkedHashMap<>();
        json.properties().forEach(entry -> values.put(entry.getKey(),
                value(member, name + "." + entry.getKey(), entry.getValue())));
        return values;
    }

    private static Document document(JsonNode json) {
        return switch (json.getNodeType()) {
            case BOOLEAN -> Document.fromBoolean(json.booleanValue());
            case NUMBER -> Document.fromNumber(json.asText());
            case STRING -> Document.fromString(json.textValue());
            case ARRAY -> Document.fromList(json.valueStream().map(PojoReader::document).toList());
            case OBJECT -> Document.fromMap(documents(json));
            case NULL, MISSING, BINARY, POJO -> Document.fromNull();
        };
    }

    private static Map<String, Document> documents(JsonNode json) {
        Map<String, Document> members = new LinkedHashMap<>();
        json.properties().forEach(entry -> members.put(entry.getKey(), document(entry.getValue())));
        return members;
    }
}
