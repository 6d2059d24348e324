package dev.tidegate.tests.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.tidegate.tests.function.Functions.FunctionError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class LambdaHostTest {
    private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:sample";

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final LambdaHost host = new LambdaHost(log::add);

    @AfterEach
    void close() {
        host.close();
    }

    private static LambdaFunction sample() {
        return LambdaFunction.of(ARN, SampleHandler.class.getName(), Path.of("target", "test-classes"))
                .environment(Map.of("STAGE", "prod"));
    }

    private CompletableFuture<String> invoke(String payload) {
        return host.invoke(ARN, payload.getBytes(StandardCharsets.UTF_8))
                .thenApply(answer -> new String(answer, StandardCharsets.UTF_8));
    }

    private String answer(String payload) throws Exception {
        return invoke(payload).get(120, TimeUnit.SECONDS);
    }

    private void assertFails(String payload, String message) {
        assertThatThrownBy(() -> answer(payload)).isInstanceOf(ExecutionException.class).cause()
                .isInstanceOf(FunctionError.class).hasMessageMatching(message);
    }

    @Test
    void aWarmProcessIsUsedAgainEvenAfterAnError() throws Exception {
        host.register(sample());
        assertThat(host.processIds()).as("nothing is started before it is needed").isEmpty();
        String first = answer("hello \u20ac");
        assertThat(first).startsWith("hello \u20ac by ");

        assertFails("throw", "java.lang.IllegalStateException: boom \u20ac");

        assertThat(answer("hello \u20ac")).isEqualTo(first);
        assertThat(host.processIds()).hasSize(1);
    }

    @Test
    void theFunctionSeesWhatLambdaTellsItAndNothingOfOurs() throws Exception {
        host.register(sample());
        assertThat(answer("context")).isEqualTo(ARN + " sample 512 eu-west-1 prod true");
        assertThat(Arrays.asList(answer("environment").split(","))).contains("STAGE", "AWS_REGION", "_HANDLER")
                .allMatch(name -> name.startsWith("AWS_")
                        || List.of("STAGE", "_HANDLER", "LANG", "TZ", "PATH", "_X_AMZN_TRACE_ID").contains(name));
    }

    @Test
    void whatItWritesIsLogged() throws Exception {
        host.register(sample());
        answer("log");
        assertThat(log.poll(60, TimeUnit.SECONDS)).isEqualTo("line of the function \u20ac");
    }

    @Test
    void aDiedProcessFailsItsInvocationAndIsReplaced() throws Exception {
        host.register(sample().concurrency(1));
        String first = answer("who");
        CompletableFuture<String> dying = invoke("exit");
        CompletableFuture<String> waiting = invoke("who");
        assertThatThrownBy(() -> dying.get(120, TimeUnit.SECONDS)).cause().isInstanceOf(FunctionError.class)
                .hasMessageEndingWith("Error: Runtime exited with error: exit status 7");
        assertThat(waiting.get(120, TimeUnit.SECONDS)).startsWith("who by ").isNotEqualTo(first);
    }

    @Test
    void aProcessThatIsKilledWhileIdleIsReplaced() throws Exception {
        host.register(sample());
        String first = answer("who");
        ProcessHandle process = ProcessHandle.of(host.processIds().getFirst()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        // An invocation may still reach the dying process, as in Lambda; then it fails, and the next one is served.
        String second = invoke("who").exceptionallyCompose(failure -> invoke("who")).get(120, TimeUnit.SECONDS);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void aCrashFailsWhatIsAtWorkAndNothingElse() throws Exception {
        host.register(sample().concurrency(1));
        CompletableFuture<String> dying = invoke("hang");
        assertThat(log.poll(60, TimeUnit.SECONDS)).isEqualTo("hanging");
        CompletableFuture<String> waiting = invoke("who");
        ProcessHandle process = ProcessHandle.of(host.processIds().getFirst()).orElseThrow();

        host.crash();

        assertThat(process.isAlive()).isFalse();
        assertThatThrownBy(() -> dying.get(60, TimeUnit.SECONDS)).cause().isInstanceOf(FunctionError.class)
                .hasMessageEndingWith("Error: Runtime exited with error: exit status 137");
        assertThat(waiting.get(120, TimeUnit.SECONDS)).startsWith("who by ");
    }

    @Test
    void aSlowInvocationTimesOutAndItsProcessIsKilled() throws Exception {
        host.register(sample().timeout(Duration.ofSeconds(1)));
        assertFails("hang", ".{36} Task timed out after 1.00 seconds");
        assertThat(answer("who")).startsWith("who by ");
    }

    @Test
    void twoInvocationsAtOnceRunInTwoProcessesAndAThirdWaits() throws Exception {
        host.register(sample());
        CompletableFuture<String> first = invoke("hang");
        CompletableFuture<String> second = invoke("hang");
        assertThat(log.poll(60, TimeUnit.SECONDS)).isEqualTo("hanging");
        assertThat(log.poll(60, TimeUnit.SECONDS)).isEqualTo("hanging");
        CompletableFuture<String> third = invoke("who");
        assertThat(host.processIds()).hasSize(2).doesNotHaveDuplicates();
        assertThat(third).isNotDone();

        host.close();

        assertThat(List.of(first, second, third)).allSatisfy(invocation -> assertThatThrownBy(
                () -> invocation.get(60, TimeUnit.SECONDS)).cause().isInstanceOf(FunctionError.class));
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)
                .filter(child -> child.info().commandLine().orElse("").contains("SampleHandler"))).isEmpty();
    }

    @Test
    void processesMayStartAtTheSameMoment() {
        host.register(sample().concurrency(6));
        List<CompletableFuture<String>> answers = Stream.generate(() -> invoke("who")).limit(6).toList();
        assertThat(answers).extracting(answer -> answer.get(120, TimeUnit.SECONDS)).hasSize(6);
    }

    @Test
    void aFunctionThatCannotBeLoadedSaysWhy() {
        host.register(LambdaFunction.of(ARN, "dev.tidegate.Nowhere", Path.of("target", "test-classes")));
        assertFails("who", "java.lang.ClassNotFoundException: Class not found: dev.tidegate.Nowhere");
    }

    @Test
    void aFunctionThatFailsToStartSaysWhy() {
        host.register(LambdaFunction.of(ARN, BrokenHandler.class.getName(), Path.of("target", "test-classes")));
        assertFails("who", "RequestId: .{36} Error: java.lang.IllegalStateException: no settings");
    }

    @Test
    void functionsAreKnownByNameArnAndVersion() {
        host.register(sample());
        assertThat(sample().isMeantBy("sample")).isTrue();
        assertThat(sample().isMeantBy(ARN + ":live")).isTrue();
        assertThat(sample().isMeantBy(ARN + "r")).isFalse();
        assertThatThrownBy(() -> host.invoke("other", new byte[0]).get()).hasRootCauseMessage(
                "function \"other\" not found");
        assertThatThrownBy(() -> host.register(sample())).hasMessage("function \"sample\" already exists");
    }
}
