package dev.tidegate.tests.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.tests.crash.Cut;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A story of one installation, which says itself how it has to end. */
interface Scenario {
    /** Whether CodeDeploy deploys the service. */
    boolean codeDeploy();

    void play(InstalledShop shop);

    /** At which of its calls of AWS, after it is carried out, the function dies; 0 for none. */
    default int diesAt(InstalledTemplate template, DynamoDbClient dynamoDb) {
        return 0;
    }

    /** @return its roles, which know what they were used for */
    default InstalledRoles played(InstalledTemplate template, InstalledRoles roles, DynamoDbClient dynamoDb) {
        int at = diesAt(template, dynamoDb);
        Cut cut = new Cut(at, true);
        try (InstalledShop shop = new InstalledShop(template, roles, dynamoDb, cut)) {
            play(shop);
        }
        assertThat(cut.happened()).isEqualTo(at > 0);
        return roles;
    }
}
