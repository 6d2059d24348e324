package dev.tidegate.lambda.json;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** Writes plain Java values as JSON. */
public final class JsonText {
    private JsonText() {}

    /**
     * One JSON value: maps become objects, collections arrays, an empty {@link Optional} null; numbers and booleans
     * stay, everything else becomes its text.
     */
    public static String of(Object value) {
        try (JsonWriter writer = JsonWriter.create()) {
            write(writer, value);
            return new String(writer.getBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(JsonWriter writer, Object value) {
        switch (value) {
            case null -> writer.writeNull();
            case Optional<?> optional -> write(writer, optional.orElse(null));
            case Map<?, ?> map -> {
                writer.writeStartObject();
                map.forEach((name, member) -> {
                    writer.writeFieldName(String.valueOf(name));
                    write(writer, member);
                });
                writer.writeEndObject();
            }
            case Collection<?> elements -> {
                writer.writeStartArray();
                elements.forEach(element -> write(writer, element));
                writer.writeEndArray();
            }
            case Boolean bool -> writer.writeValue(bool.booleanValue());
            case Integer number -> writer.writeValue(number.longValue());
            case Long number -> writer.writeValue(number.longValue());
            default -> writer.writeValue(value.toString());
        }
    }
}
