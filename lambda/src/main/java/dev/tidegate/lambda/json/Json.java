package dev.tidegate.lambda.json;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/**
 * A parsed JSON value. Events are read with the parser that the AWS SDK brings and loads anyway: a second library
 * would cost every cold start.
 */
public final class Json {
    private final JsonNode node;

    private Json(JsonNode node) {
        this.node = node;
    }

    /** @throws NotJson when the bytes are not one JSON value in UTF-8 */
    public static Json parse(InputStream bytes) {
        try {
            // The parser gives null for an empty input.
            return new Json(Objects.requireNonNull(JsonNodeParser.create().parse(bytes), "the input is empty"));
        } catch (RuntimeException e) {
            throw new NotJson(e);
        }
    }

    /** @throws NotJson when the text is not one JSON value */
    public static Json parse(String text) {
        return parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The value at a path of member names; empty when one of them is missing, null, or not in an object. */
    public Optional<Json> at(String... path) {
        JsonNode found = node;
        for (String name : path) {
            JsonNode member = found.isObject() ? found.asObject().get(name) : null;
            if (member == null || member.isNull()) {
                return Optional.empty();
            }
            found = member;
        }
        return Optional.of(new Json(found));
    }

    /** The string at a path; empty when there is none or it is something else. */
    public Optional<String> text(String... path) {
        return at(path).filter(value -> value.node.isString()).map(value -> value.node.asString());
    }

    /** Whether this is a string. */
    public boolean isText() {
        return node.isString();
    }

    /** Whether this is an object. */
    public boolean isObject() {
        return node.isObject();
    }

    /** Whether this is an array. */
    public boolean isArray() {
        return node.isArray();
    }

    /** This string. */
    public String asText() {
        return node.asString();
    }

    /** This boolean; empty when it is something else. */
    public Optional<Boolean> asBoolean() {
        return node.isBoolean() ? Optional.of(node.asBoolean()) : Optional.empty();
    }

    /** The elements of this array; none when it is something else. */
    public List<Json> elements() {
        return node.isArray() ? node.asArray().stream().map(Json::new).toList() : List.of();
    }

    /** The members of this object in order; none when it is something else. */
    public Map<String, Json> members() {
        Map<String, Json> members = new LinkedHashMap<>();
        if (node.isObject()) {
            node.asObject().forEach((name, value) -> members.put(name, new Json(value)));
        }
        return members;
    }

    /** The value as it may be shown in an error. */
    @Override
    public String toString() {
        return node.toString();
    }

    /** The bytes are not JSON. */
    public static final class NotJson extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotJson(RuntimeException cause) {
            super("not JSON: " + cause.getMessage(), cause);
        }
    }
}
