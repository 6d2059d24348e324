package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.cdk.template.Parameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretAttributes;

/** What the migration task may do with its secret. */
class SecretTest {
    private final Given given = new Given("secret");

    @Test
    void theEndOfTheArnOfASecretKnownByNameIsAnything() {
        assertThat(statements(Secret.fromSecretNameV2(given.stack, "Login", "shop/migrations"))).containsExactly(Map.of(
                "Effect", "Allow", "Action", "secretsmanager:GetSecretValue", "Resource",
                "arn:${AWS::Partition}:secretsmanager:eu-west-1:123456789012:secret:shop/migrations-??????"));
    }

    @Test
    void aSecretWithItsOwnKeyIsDecryptedThroughSecretsManagerOnly() {
        Key key = Key.Builder.create(given.stack, "Key").build();

        assertThat(statements(Secret.Builder.create(given.stack, "Login").encryptionKey(key).build())).containsExactly(
                Map.of("Effect", "Allow", "Action", "secretsmanager:GetSecretValue", "Resource", "${Login}"), decrypts(
                        "${Key.Arn}"));
    }

    /** Nothing can be added to the policy of such a key. */
    @Test
    void theKeyMayBeImported() {
        String arn = "arn:aws:kms:eu-west-1:123456789012:key/1";

        assertThat(statements(Secret.fromSecretAttributes(given.stack, "Login", SecretAttributes.builder()
                .secretCompleteArn(Parameters.SECRET).encryptionKey(Key.fromKeyArn(given.stack, "Key", arn)).build())))
                .contains(decrypts(arn));
    }

    private static Map<String, Object> decrypts(String key) {
        return Map.of("Effect", "Allow", "Action", "kms:Decrypt", "Resource", key, "Condition", Map.of("StringEquals",
                Map.of("kms:ViaService", "secretsmanager.eu-west-1.amazonaws.com")));
    }

    private List<Object> statements(ISecret secret) {
        FargateService web = given.service("Web").serviceName("web").build();
        given.tidegate("Tidegate").service(web).secret(secret).build().attachTo(web);
        return List.copyOf(Readable.list(Readable.object(Readable.of(given.stack).properties("AWS::IAM::Policy",
                "TidegateMigrationTaskTaskRole").get("PolicyDocument")).get("Statement")));
    }
}
