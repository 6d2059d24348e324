package dev.tidegate.tests.endpoint;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.opentest4j.TestAbortedException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Where something answers as AWS does, or why there is nothing. */
sealed interface Endpoint {
    /** Where it is, or the end of the test, as skipped. */
    Address address();

    /** What went wrong in it that its clients need not have noticed. */
    List<Throwable> defects();

    /** As any program reaches it: its URL, a region and the two parts of a key. */
    record Address(URI url, String region, String accessKey, String secretKey) {
        <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C connect(B builder) {
            return builder.endpointOverride(url).region(Region.of(region))
                    .credentialsProvider(StaticCredentialsProvider
                            .create(AwsBasicCredentials.create(accessKey, secretKey)))
                    .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
        }

        /** For a process of its own. */
        Map<String, String> environment() {
            return Map.of("AWS_ENDPOINT_URL", url.toString(), "AWS_REGION", region, "AWS_ACCESS_KEY_ID", accessKey,
                    "AWS_SECRET_ACCESS_KEY", secretKey);
        }
    }

    /** One of our own, whose defects are known. */
    record Simulated(Simulator simulator) implements Endpoint {
        @Override
        public Address address() {
            return simulator.address();
        }

        @Override
        public List<Throwable> defects() {
            return simulator.defects();
        }

        @Override
        public String toString() {
            return "the simulator";
        }
    }

    /** Somebody else's. */
    record Foreign(String name, Address address) implements Endpoint {
        @Override
        public List<Throwable> defects() {
            return List.of();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    record Absent(String reason) implements Endpoint {
        @Override
        public Address address() {
            throw new TestAbortedException(reason);
        }

        @Override
        public List<Throwable> defects() {
            return List.of();
        }

        @Override
        public String toString() {
            return "no other endpoint";
        }
    }
}
