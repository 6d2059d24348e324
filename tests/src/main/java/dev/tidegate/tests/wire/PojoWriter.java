package dev.tidegate.tests.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** From SDK objects to JSON. */
record PojoWriter(Function<Instant, JsonNode> timestamps) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static JsonNode epochSeconds(Instant instant) {
        return JSON.numberNode(BigDecimal.valueOf(instant.toEpochMilli(), 3));
    }

    static JsonNode iso8601(Instant instant) {
        return JSON.textNode(instant.toString());
    }

    ObjectNode write(SdkPojo pojo) {
        ObjectNode object = JSON.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (wasSet(value)) {
                object.set(field.locationName(), write(field, value));
            }
        }
        return object;
    }

    private static boolean wasSet(Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private JsonNode write(SdkField<?> field, Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        return switch (field.marshallingType().getKnownType()) {
            case NULL -> JSON.nullNode();
            case STRING -> JSON.textNode((String) value);
            case BOOLEAN -> JSON.booleanNode((Boolean) value);
            case BYTE -> JSON.numberNode((Byte) value);
            case SHORT -> JSON.numberNode((Short) value);
            case INTEGER -> JSON.numberNode((Integer) value);
            case LONG -> JSON.numberNode((Long) value);
            case FLOAT -> JSON.numberNode((Float) value);
            case DOUBLE -> JSON.numberNode((Double) value);
            case BIG_DECIMAL -> JSON.numberNode((BigDecimal) value);
            case INSTANT -> timestamp(field, (Instant) value);
            case SDK_BYTES -> JSON.binaryNode(((SdkBytes) value).asByteArray());
            case SDK_POJO -> write((SdkPojo) value);
            case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo(), (List<?>) value);
            case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo(), (Map<?, ?>) value);
            case DOCUMENT -> document((Document) value);
        };
    }

    private JsonNode timestamp(SdkField<?> field, Instant instant) {
        Optional<TimestampFormatTrait> format = field.getOptionalTrait(TimestampFormatTrait.class);
        if (format.isEmpty()) {
            return timestamps.apply(instant);
        }
        return switch (format.get().format()) {
            case UNIX_TIMESTAMP -> timestamps.apply(instant);
            case UNIX_TIMESTAMP_MILLIS -> JSON.numberNode(instant.toEpochMilli());
            case ISO_8601 -> iso8601(instant);
            case RFC_822 ->
                JSON.textNode(DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC)));
        };
    }

    private JsonNode list(SdkField<?> member, List<?> values) {
        return JSON.arrayNode().addAll(values.stream().map(value -> write(member, value)).toList());
    }

    private JsonNode map(SdkField<?> member, Map<?, ?> values) {
        ObjectNode object = JSON.objectNode();
        values.forEach((key, value) -> object.set((String) key, write(member, value)));
        return object;
    }

    private static JsonNode document(Document document) {
        if (document.isNull()) {
            return JSON.nullNode();
        } else if (document.isBoolean()) {
            return JSON.booleanNode(document.asBoolean());
        } else if (document.isNumber()) {
            return JSON.numberNode(document.asNumber().bigDecimalValue());
        } else if (document.isString()) {
            return JSON.textNode(document.asString());
        } else if (document.isList()) {
            return JSON.arrayNode().addAll(document.asList().stream().map(PojoWriter::document).toList());
        }
        ObjectNode object = JSON.objectNode();
        document.asMap().forEach((key, value) -> object.set(key, document(value)));
        return object;
    }
}
