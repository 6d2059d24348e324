package dev.tidegate.cdk;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.constructs.Construct;

/** The DynamoDB table of releases. */
final class Ledger {
    /** Holds only the releases that need attention: the others lack its partition key. */
    static final String OPEN_INDEX = "open";

    private Ledger() {}

    static Table create(Construct scope, RemovalPolicy removalPolicy) {
        Table table = Table.Builder.create(scope, "Ledger").partitionKey(text("id"))
                .billingMode(BillingMode.PAY_PER_REQUEST).encryption(TableEncryption.AWS_MANAGED)
                .pointInTimeRecoverySpecification(
                        PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
                .timeToLiveAttribute("expiresAt").removalPolicy(removalPolicy).build();
        table.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder().indexName(OPEN_INDEX)
                .partitionKey(text("open"))
                .sortKey(Attribute.builder().name("lookAt").type(AttributeType.NUMBER).build())
                .projectionType(ProjectionType.KEYS_ONLY).build());
        return table;
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
