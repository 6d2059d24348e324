package dev.tidegate.tests.secrets;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * AWS Secrets Manager with the current version of each secret. A deleted secret is gone at once; older versions, stages
 * and rotation are refused. Methods may be called from any thread.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
public final class SimulatedSecretsManager implements SecretsManagerClient {
    private static final String CURRENT = "AWSCURRENT";
    private static final int SUFFIX = 6;

    private final Map<String, Secret> byName = new HashMap<>();
    private final String arnPrefix;
    private final InstantSource clock;

    private record Secret(String name, String arn, String version, String text) {}

    public SimulatedSecretsManager(String account, String region, InstantSource clock) {
        arnPrefix = "arn:aws:secretsmanager:" + region + ":" + account + ":secret:";
        this.clock = clock;
    }

    @Override
    public synchronized CreateSecretResponse createSecret(CreateSecretRequest request) {
        if (byName.containsKey(request.name())) {
            throw ResourceExistsException.builder()
                    .message("The operation failed because the secret " + request.name() + " already exists.").build();
        }
        // AWS appends six characters, so that a secret made again under a name is another one.
        String arn = arnPrefix + request.name() + "-" + UUID.randomUUID().toString().substring(0, SUFFIX);
        Secret secret = put(request.name(), arn, request.secretString());
        return CreateSecretResponse.builder().arn(arn).name(secret.name).versionId(secret.version).build();
    }

    @Override
    public synchronized PutSecretValueResponse putSecretValue(PutSecretValueRequest request) {
        Secret before = find(request.secretId());
        Secret secret = put(before.name, before.arn, request.secretString());
        return PutSecretValueResponse.builder().arn(secret.arn).name(secret.name).versionId(secret.version)
                .versionStages(CURRENT).build();
    }

    private Secret put(String name, String arn, String text) {
        if (text == null) {
            throw new UnsupportedOperationException("binary secrets");
        }
        Secret secret = new Secret(name, arn, UUID.randomUUID().toString(), text);
        byName.put(name, secret);
        return secret;
    }

    @Override
    public synchronized GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
        if (request.versionId() != null || request.versionStage() != null) {
            throw new UnsupportedOperationException("versions of a secret");
        }
        Secret secret = find(request.secretId());
        return GetSecretValueResponse.builder().arn(secret.arn).name(secret.name).versionId(secret.version)
                .versionStages(CURRENT).secretString(secret.text).build();
    }

    @Override
    public synchronized DeleteSecretResponse deleteSecret(DeleteSecretRequest request) {
        if (!Boolean.TRUE.equals(request.forceDeleteWithoutRecovery())) {
            throw new UnsupportedOperationException("a recovery window");
        }
        Secret secret = find(request.secretId());
        byName.remove(secret.name);
        return DeleteSecretResponse.builder().arn(secret.arn).name(secret.name).deletionDate(clock.instant()).build();
    }

    /** By name or ARN. */
    private Secret find(String id) {
        return Optional.ofNullable(byName.get(id))
                .or(() -> byName.values().stream().filter(secret -> secret.arn.equals(id)).findFirst())
                .orElseThrow(() -> ResourceNotFoundException.builder()
                        .message("Secrets Manager can't find the specified secret.").build());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
