package dev.tidegate.tests.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Fills objects of the SDK with made-up values, some members left unset, some lists and maps empty. */
final class RichPojos {
    private static final int DEEPEST = 6;

    private final SplittableRandom random;
    private final int leastOfMap;

    RichPojos(long seed) {
        this(seed, 0);
    }

    private RichPojos(long seed, int leastOfMap) {
        random = new SplittableRandom(seed);
        this.leastOfMap = leastOfMap;
    }

    /** For the query protocol, where an empty map cannot be told from none. */
    static RichPojos withoutEmptyMaps(long seed) {
        return new RichPojos(seed, 1);
    }

    /** @param builder an empty builder of any request, response or structure */
    SdkPojo fill(SdkPojo builder) {
        return fill(builder, 0);
    }

    private SdkPojo fill(SdkPojo builder, int depth) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (!isClientsOwn(field) && (random.nextInt(8) > 0 || hasDefault(field))) {
                field.set(builder, value(field, depth));
            }
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    /** The client would make up a value for it, such as a fresh idempotency token, and objects would differ. */
    private static boolean hasDefault(SdkField<?> field) {
        return field.containsTrait(DefaultValueTrait.class);
    }

    /** The client takes it for the name of another host to send to. */
    private static boolean isClientsOwn(SdkField<?> field) {
        return field.memberName().equals("EndpointId");
    }

    private Object value(SdkField<?> field, int depth) {
        return switch (field.marshallingType().getKnownType()) {
            case NULL -> null;
            case STRING -> text();
            case BOOLEAN -> random.nextBoolean();
            case BYTE -> (byte) random.nextInt(-100, 100);
            case SHORT -> (short) random.nextInt(-1000, 1000);
            case INTEGER -> random.nextInt();
            case LONG -> random.nextLong();
            case FLOAT -> random.nextInt(1000) / 4f;
            case DOUBLE -> random.nextInt(1000) / 8d;
            case BIG_DECIMAL -> BigDecimal.valueOf(random.nextInt(), 3);
            case INSTANT -> Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
            case SDK_BYTES -> SdkBytes.fromUtf8String(text());
            case SDK_POJO -> fill(field.constructor().get(), depth + 1);
            case LIST -> list(() -> value(field.getTrait(ListTrait.class).memberFieldInfo(), depth + 1), depth);
            case MAP -> map(() -> value(field.getTrait(MapTrait.class).valueFieldInfo(), depth + 1), depth);
            case DOCUMENT -> document(depth);
        };
    }

    private String text() {
        return List.of("", "a", "line\nbreak", "\"quoted\" \\ {}", "ünï-\u20ac-\ud83c\udf0a", "x".repeat(random.nextInt(
                300)))
                .get(random.nextInt(6));
    }

    private List<Object> list(Supplier<Object> element, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = size(depth); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }

    private Map<String, Object> map(Supplier<Object> value, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = Math.max(leastOfMap, size(depth)); i > 0; i--) {
            map.put("key " + i + text(), value.get());
        }
        return map;
    }

    private Document document(int depth) {
        return Document.mapBuilder().putString("text", text()).putNumber("number", random.nextInt())
                .putBoolean("boolean", random.nextBoolean()).putNull("null")
                .putList("list", list -> list.addString(text()).addMap(map -> map.putNumber("fraction", "0.125")))
                .build();
    }

    private int size(int depth) {
        return depth > DEEPEST ? 0 : random.nextInt(depth > 2 ? 2 : 3);
    }
}
