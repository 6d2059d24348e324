package dev.tidegate.tests.function;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;

/**
 * The native part of Lambda's Java runtime. By itself every process of the runtime unpacks it to the same file in
 * {@code /tmp}, so that one that starts while another does loads half a library and crashes (seen as SIGBUS): Lambda never
 * runs two on one file system. Therefore it is unpacked here, once, and the processes are told where.
 */
final class RuntimeLibrary {
    private static final String PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86_64", "aarch64", "aarch_64");

    private static Path unpacked;

    private RuntimeLibrary() {}

    /** @throws IOException when there is none for this machine: it exists for Linux only */
    static synchronized String jvmOption() throws IOException {
        if (unpacked == null) {
            unpacked = unpack();
        }
        return "-D" + PROPERTY + "=" + unpacked;
    }

    private static Path unpack() throws IOException {
        String architecture = ARCHITECTURES.getOrDefault(System.getProperty("os.arch"), "unknown");
        String linux = usesMusl() ? "linux_musl-" : "linux-";
        String resource = "/jni/libaws-lambda-jni." + linux + architecture + ".so";
        try (InputStream library = AWSLambda.class.getResourceAsStream(resource)) {
            if (library == null || !System.getProperty("os.name").equals("Linux")) {
                throw new IOException("Lambda's Java runtime has no native code for " + System.getProperty("os.name")
                        + " on " + System.getProperty("os.arch"));
            }
            Path file = Files.createTempFile("aws-lambda-jni-", ".so");
            file.toFile().deleteOnExit();
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        }
    }

    /** Of the C libraries only musl brings a loader of this name. */
    private static boolean usesMusl() {
        return Files.exists(Path.of("/lib/ld-musl-x86_64.so.1")) || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
    }
}
