package dev.tidegate.tests.function;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** Starts Lambda's own Java runtime, found on our class path, in a process of its own. */
final class RuntimeProcess {
    private static final List<Path> RUNTIME = Stream
            .of(AWSLambda.class, RequestStreamHandler.class, PojoSerializer.class, SdkInternalThreadLocal.class)
            .map(RuntimeProcess::origin).toList();

    private RuntimeProcess() {}

    private static Path origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot find the jar of " + type, e);
        }
    }

    /** @param log told every line, from a thread of its own */
    static Process start(LambdaFunction function, String runtimeApi, Consumer<String> log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(function)).redirectErrorStream(true)
                .directory(new File(System.getProperty("java.io.tmpdir")));
        builder.environment().clear();
        builder.environment().putAll(environment(function, runtimeApi));
        builder.environment().putAll(function.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        Thread.ofPlatform().daemon().name("log of " + function.name()).start(() -> read(process, log));
        return process;
    }

    private static List<String> command(LambdaFunction function) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The runtime's HTTP client is native code.
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", RuntimeLibrary.jvmOption(),
                "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        command.addAll(function.jvmOptions());
        command.addAll(List.of("-cp", classPath(function), AWSLambda.class.getName(), function.handler()));
        return command;
    }

    private static String classPath(LambdaFunction function) {
        return Stream.concat(RUNTIME.stream(), function.code().stream().map(Path::toAbsolutePath)).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Map<String, String> environment(LambdaFunction function, String runtimeApi) {
        return Map.ofEntries(Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
                Map.entry("_HANDLER", function.handler()), Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.name()),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memory())),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name()),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "local"), Map.entry("AWS_REGION", function.region()),
                Map.entry("AWS_DEFAULT_REGION", function.region()),
                Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java" + Runtime.version().feature()),
                Map.entry("LANG", "en_US.UTF-8"), Map.entry("TZ", ":UTC"),
                Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"));
    }

    private static void read(Process process, Consumer<String> log) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(log);
        } catch (IOException | UncheckedIOException e) {
            log.accept("(log lost: " + e.getMessage() + ")");
        }
    }
}
