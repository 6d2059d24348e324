package dev.tidegate.task;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where the SDK of this JVM finds AWS and the credentials for it, until closed. */
public final class AwsAccount implements AutoCloseable {
    private static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String REGION = "eu-west-3";

    private final Map<String, String> before = new LinkedHashMap<>();

    private AwsAccount(Map<String, String> properties) {
        properties.forEach((name, value) -> {
            before.put(name, System.getProperty(name, ""));
            System.setProperty(name, value);
        });
    }

    /** An account whose services answer at {@code url}. */
    public static AwsAccount at(String url) {
        return new AwsAccount(Map.of("aws.endpointUrl", url, "aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey",
                SECRET_KEY, "aws.region", REGION));
    }

    /** The credentials' secret part. */
    public String secretKey() {
        return SECRET_KEY;
    }

    /** The region of the environment. */
    public String region() {
        return REGION;
    }

    @Override
    public void close() {
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }
}
