package dev.tidegate.tests.ecs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * AWS's own classes as JSON with AWS's member names. Instants become ISO strings, as in events; the API itself sends epoch
 * seconds.
 */
final class SdkJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SdkJson() {}

    static ObjectNode of(SdkPojo pojo) {
        var node = JSON.objectNode();
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList<?>)
                    && !(value instanceof SdkAutoConstructMap<?, ?>)) {
                node.set(field.locationName(), value(value));
            }
        }
        return node;
    }

    /** A document such as an ECS hook's details. */
    static JsonNode of(Document document) {
        if (document.isMap()) {
            return value(document.asMap());
        }
        if (document.isList()) {
            return value(document.asList());
        }
        if (document.isNumber()) {
            return JSON.numberNode(document.asNumber().bigDecimalValue());
        }
        if (document.isBoolean()) {
            return JSON.booleanNode(document.asBoolean());
        }
        return document.isString() ? JSON.textNode(document.asString()) : JSON.nullNode();
    }

    private static JsonNode value(Object value) {
        return switch (value) {
            case SdkPojo pojo -> of(pojo);
            case Document document -> of(document);
            case Instant instant -> JSON.textNode(instant.truncatedTo(ChronoUnit.MILLIS).toString());
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case Boolean bool -> JSON.booleanNode(bool);
            case Collection<?> many -> JSON.arrayNode().addAll(many.stream().map(SdkJson::value).toList());
            case Map<?, ?> map -> {
                var node = JSON.objectNode();
                map.forEach((name, member) -> node.set(name.toString(), value(member)));
                yield node;
            }
            default -> JSON.textNode(value.toString());
        };
    }
}
