package dev.tidegate.tests.iam;

import dev.tidegate.tests.crash.Cut;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A story of one installation, which says itself how it has to end. */
interface Scenario {
    InstalledTemplate template();

    void play(InstalledShop shop);

    /** Where the function dies, in a play that is played a second time; nowhere. */
    default Cut cut(DynamoDbClient dynamoDb) {
        return new Cut(0, false);
    }

    /** @return its roles, which know what they were used for */
    default InstalledRoles played(InstalledRoles roles, DynamoDbClient dynamoDb) {
        try (InstalledShop shop = new InstalledShop(template(), roles, dynamoDb, cut(dynamoDb))) {
            play(shop);
        }
        return roles;
    }
}
