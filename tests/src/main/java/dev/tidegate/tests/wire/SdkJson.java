package dev.tidegate.tests.wire;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * The SDK's request and response objects as JSON, by the metadata the SDK publishes about them: names and types of
 * members are AWS's own and cannot drift. Members that were never set are left out, but for idempotency tokens: as in the
 * SDK's clients, a fresh one is written.
 */
public final class SdkJson {
    static final ObjectMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SdkJson() {}

    /** As on the wire: times are seconds since 1970 with three decimals, unless the member says otherwise. */
    public static ObjectNode toJson(SdkPojo pojo) {
        return new PojoWriter(PojoWriter::epochSeconds).write(pojo);
    }

    /** As in the {@code detail} of an event on EventBridge: times are ISO 8601 strings. */
    public static ObjectNode toEventJson(SdkPojo pojo) {
        return new PojoWriter(PojoWriter::iso8601).write(pojo);
    }

    /**
     * Reads what {@link #toJson} writes.
     *
     * @param builder an empty builder of the wanted type, such as {@code DescribeTasksRequest.builder()}
     * @throws MalformedRequest when a member has another JSON type than AWS gives it; unknown members are ignored
     */
    public static <T> T fromJson(JsonNode json, SdkBuilder<?, T> builder) {
        PojoReader.read(json, (SdkPojo) builder);
        return builder.build();
    }
}
