package dev.tidegate.task.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import dev.tidegate.task.database.Credentials;
import dev.tidegate.task.database.Login;
import dev.tidegate.task.database.Rds;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * The IAM login of Amazon RDS: the password is the signed address of a call that nobody makes. It is computed here, without
 * asking AWS, and is good for 15 minutes, for logging in only.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html">IAM database
 *      authentication</a>
 */
public final class IamToken implements Credentials {
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final Endpoint endpoint;
    private final String user;
    private final Clock clock;

    public IamToken(Endpoint endpoint, String user) {
        this(endpoint, user, Clock.systemUTC());
    }

    IamToken(Endpoint endpoint, String user, Clock clock) {
        this.endpoint = endpoint;
        this.user = user;
        this.clock = clock;
    }

    /** What the token is signed for: the database's own endpoint, an alias of it does not do. */
    public record Endpoint(String host, int port) {}

    @Override
    public Login login() {
        try (DefaultCredentialsProvider provider = DefaultCredentialsProvider.builder().build()) {
            return new Login(user, Optional.of(token(provider.resolveCredentials(), region())));
        } catch (SdkClientException e) {
            throw new TaskException(Failure.of(Outcome.UNREACHABLE,
                    "setting iam-auth (TIDEGATE_DATABASE_IAM_AUTH or --iam-auth): cannot sign a login: " + e
                            .getMessage()),
                    e);
        }
    }

    private String region() {
        return Rds.region(endpoint.host())
                .orElseGet(() -> DefaultAwsRegionProviderChain.builder().build().getRegion().id());
    }

    private String token(AwsCredentialsIdentity identity, String region) {
        SdkHttpRequest call = SdkHttpRequest.builder().method(SdkHttpMethod.GET).protocol("https")
                .host(endpoint.host()).port(endpoint.port()).encodedPath("/").putRawQueryParameter("DBUser", user)
                .putRawQueryParameter("Action", "connect").build();
        return AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(identity).request(call)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, LIFE)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request().getUri().toString().replaceFirst("^https://", "");
    }

    @Override
    public boolean renew() {
        return false;
    }

    @Override
    public String advice() {
        return "; for an IAM login the role needs \"grant rds_iam to\" it, the database IAM authentication switched on, and"
                + " the task role rds-db:connect for this database and user";
    }
}
