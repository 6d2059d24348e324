package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Map<String, Object> resource = Shop.TEMPLATE.only("AWS::DynamoDB::Table", "Tidegate");
    private final Map<String, Object> table = Readable.properties(resource);

    @Test
    void isKeyedByTheReleaseAndIndexesTheOpenOnes() {
        assertThat(table).containsEntry("KeySchema", List.of(Map.of("AttributeName", "id", "KeyType", "HASH")))
                .containsEntry("AttributeDefinitions", List.of(text("id"), text("open"), Map.of("AttributeName",
                        "lookAt", "AttributeType", "N")))
                .containsEntry("GlobalSecondaryIndexes", List.of(Map.of("IndexName", "open", "KeySchema", List.of(
                        Map.of("AttributeName", "open", "KeyType", "HASH"),
                        Map.of("AttributeName", "lookAt", "KeyType", "RANGE")),
                        "Projection", Map.of("ProjectionType", "KEYS_ONLY"))));
    }

    private static Map<String, String> text(String name) {
        return Map.of("AttributeName", name, "AttributeType", "S");
    }

    @Test
    void isPaidByRequestEncryptedAndRecoverable() {
        assertThat(table).containsEntry("BillingMode", "PAY_PER_REQUEST")
                .containsEntry("SSESpecification", Map.of("SSEEnabled", true))
                .containsEntry("PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true));
    }

    @Test
    void forgetsReleasesThatAreLongOver() {
        assertThat(table).containsEntry("TimeToLiveSpecification", Map.of("AttributeName", "expiresAt", "Enabled",
                true));
    }

    @Test
    void staysWhenTheStackGoes() {
        assertThat(resource).containsEntry("DeletionPolicy", "Retain").containsEntry("UpdateReplacePolicy", "Retain");
    }
}
