package dev.tidegate.task.aws;

import java.time.Duration;
import java.util.Optional;

import dev.tidegate.task.database.Secret;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/**
 * AWS Secrets Manager. Region and credentials come from where the SDK looks for them, the region of an ARN from the ARN.
 * A client lives for one reading: secrets are read once or twice in a run.
 */
public final class SecretsManager implements Secret.Store {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    @Override
    public Secret read(String id) {
        try (SecretsManagerClient client = client(id)) {
            String text = client.getSecretValue(request -> request.secretId(id)).secretString();
            return SecretText.parse(id, Optional.ofNullable(text));
        } catch (AwsServiceException e) {
            throw refused(id, e);
        } catch (SdkClientException e) {
            throw failure(Outcome.UNREACHABLE, id, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static SecretsManagerClient client(String id) {
        SecretsManagerClientBuilder builder = SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST_SILENCE));
        region(id).ifPresent(builder::region);
        return builder.build();
    }

    /** {@code arn:aws:secretsmanager:<region>:<account>:secret:<name>-<suffix>}. */
    private static Optional<Region> region(String id) {
        return id.startsWith("arn:") ? Optional.of(Region.of(id.split(":")[3])) : Optional.empty();
    }

    private static TaskException refused(String id, AwsServiceException e) {
        String why = Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorMessage)
                .orElseGet(e::getMessage);
        return switch (Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("")) {
            case "ResourceNotFoundException" -> failure(Outcome.WRONG_USAGE, id,
                    "there is none of that name or ARN in this region: " + why, e);
            case "AccessDeniedException", "DecryptionFailure" -> failure(Outcome.WRONG_USAGE, id,
                    "the task role must be allowed secretsmanager:GetSecretValue, and kms:Decrypt if the secret has a key"
                            + " of its own: " + why,
                    e);
            case "InvalidRequestException", "InvalidParameterException" -> failure(Outcome.WRONG_USAGE, id,
                    "has nothing to read: " + why, e);
            default -> failure(Outcome.UNREACHABLE, id, "cannot be read: " + why, e);
        };
    }

    private static TaskException failure(Outcome outcome, String id, String what, Exception cause) {
        return new TaskException(Failure.of(outcome, "secret \"" + id + "\": " + what), cause);
    }
}
