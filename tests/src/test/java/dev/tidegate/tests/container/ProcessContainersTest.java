package dev.tidegate.tests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.tidegate.tests.container.ContainerRuntime.CannotPullContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProcessContainersTest {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
    private final ProcessContainers containers = new ProcessContainers(Map.of("sample", ProcessContainersTest::sample),
            (spec, line) -> lines.add(spec.name() + ": " + line));

    @AfterEach
    void close() {
        containers.close();
    }

    private static Image.Program sample(ContainerSpec spec) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dstderr.encoding=UTF-8",
                        "-cp", Path.of("target", "test-classes").toAbsolutePath().toString(),
                        SampleApplication.class.getName()));
        command.addAll(spec.command());
        return new Image.Program(command, Map.of("FROM_IMAGE", "yes", "STAGE", "image"), Optional.of("/health"));
    }

    private static ContainerSpec spec(OptionalInt port, String command) {
        return new ContainerSpec("task", "app", "sample", List.of(command), Map.of("STAGE", "prod"), port);
    }

    private Container start(String command) {
        return containers.start(spec(OptionalInt.empty(), command), exits::add);
    }

    private int exit() throws InterruptedException {
        Integer code = exits.poll(60, TimeUnit.SECONDS);
        assertThat(code).as("an exit code").isNotNull();
        return code;
    }

    @Test
    void aProcessSeesTheEnvironmentOfItsSpecificationAndNothingOfOurs() throws Exception {
        start("environment");
        assertThat(exit()).isZero();
        assertThat(lines).containsExactlyInAnyOrder("app: FROM_IMAGE=yes", "app: STAGE=prod",
                "app: PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    }

    @Test
    void theLastLineIsToldBeforeTheExitCode() throws Exception {
        List<String> seen = new ArrayList<>();
        containers.start(spec(OptionalInt.empty(), "fail"), code -> {
            seen.addAll(lines);
            exits.add(code);
        });
        assertThat(exit()).isEqualTo(3);
        assertThat(seen).containsExactly("app: cannot go on: \u20ac");
    }

    @Test
    void aContainerWithAPortIsHealthyWhenItAnswers() throws Exception {
        Container container = containers.start(spec(OptionalInt.of(8080), "serve"), exits::add);
        container.healthy().get(60, TimeUnit.SECONDS);
        HttpRequest health = HttpRequest.newBuilder(container.endpoint().orElseThrow().resolve("/health")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(health, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
            container.terminate();
            assertThat(exit()).isEqualTo(143);
            assertThatThrownBy(() -> http.send(health, BodyHandlers.discarding())).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aContainerWithoutAPortIsHealthyAtOnceAndServesNowhere() {
        Container container = start("wait");
        assertThat(container.healthy()).isCompleted();
        assertThat(container.endpoint()).isEmpty();
    }

    @Test
    void aContainerThatEndsBeforeItAnswersIsNeverHealthy() throws Exception {
        Container container = containers.start(spec(OptionalInt.of(8080), "fail"), exits::add);
        assertThat(exit()).isEqualTo(3);
        assertThat(container.healthy()).isNotDone();
    }

    @Test
    void aKilledContainerTellsTheSignal() throws Exception {
        Container container = start("wait");
        assertThat(lines.poll(60, TimeUnit.SECONDS)).isEqualTo("app: waiting");
        container.kill();
        assertThat(exit()).isEqualTo(137);
    }

    @Test
    void closingEndsAllAndTellsEveryEndOnce() {
        start("wait");
        start("wait");
        containers.close();
        assertThat(exits).containsExactly(137, 137);
        assertThatThrownBy(() -> start("wait")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noContainerOutlivesItsHost() throws Exception {
        Process host = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                "target/classes:target/test-classes", ContainerHost.class.getName()).start();
        try (BufferedReader output = host.inputReader()) {
            ProcessHandle container = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            host.destroy();
            container.onExit().get(60, TimeUnit.SECONDS);
        } finally {
            host.destroyForcibly();
        }
    }

    @Test
    void anUnknownImageCannotBePulledUntilItIsPushed() throws Exception {
        ContainerSpec spec = new ContainerSpec("task", "app", "new", List.of("fail"), Map.of(), OptionalInt.empty());
        assertThatThrownBy(() -> containers.start(spec, exits::add)).isInstanceOf(CannotPullContainer.class);
        containers.push("new", ProcessContainersTest::sample);
        containers.start(spec, exits::add);
        assertThat(exit()).isEqualTo(3);
    }

    @Test
    void aProgramThatIsNotThereIsTold() {
        containers.push("sample",
                spec -> new Image.Program(List.of("/nowhere/program"), Map.of(), Optional.empty()));
        assertThatThrownBy(() -> start("")).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot start sample as [/nowhere/program]");
    }

    @Test
    void aJarIsRunByThisJavaWithTheContainersCommand() {
        Image image = Image.jar(Path.of("/app.jar"), List.of("-Xmx64m"), Optional.of("/up"));
        Image.Program program = image.program(spec(OptionalInt.of(80), "pre"));
        assertThat(program.command()).startsWith(System.getProperty("java.home") + "/bin/java").endsWith("-Xmx64m",
                "-jar", "/app.jar", "pre");
        assertThat(program.healthPath()).contains("/up");
    }
}
