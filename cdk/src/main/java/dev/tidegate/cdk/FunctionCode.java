package dev.tidegate.cdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import software.amazon.awscdk.services.lambda.Code;

/** The function's jar, which lies in this one. */
final class FunctionCode {
    private static final String JAR = "tidegate-lambda.jar";

    private FunctionCode() {}

    /**
     * The CDK takes code from files only, and copies it when the function is made.
     *
     * @param use makes the function
     */
    static <T> T with(Function<Code, T> use) {
        try (InputStream jar = FunctionCode.class.getResourceAsStream(JAR)) {
            if (jar == null) {
                throw new IllegalStateException(JAR + " is missing beside " + FunctionCode.class.getName()
                        + "; build the construct with \"mvn package\"");
            }
            Path directory = Files.createTempDirectory("tidegate");
            Path file = directory.resolve(JAR);
            try {
                Files.copy(jar, file);
                return use.apply(Code.fromAsset(file.toString()));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + JAR, e);
        }
    }
}
