package dev.tidegate.tests.ecs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import dev.tidegate.tests.container.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** One container of a task: ECS's view of it, and the thing itself once it is started. */
final class ContainerRun {
    private static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(30);

    private final ContainerDefinition definition;
    private software.amazon.awssdk.services.ecs.model.Container view;
    private Optional<Container> handle = Optional.empty();
    private boolean exited;

    ContainerRun(ContainerDefinition definition, String containerArn, String taskArn) {
        this.definition = definition;
        this.view = software.amazon.awssdk.services.ecs.model.Container.builder()
                .containerArn(containerArn)
                .taskArn(taskArn)
                .name(definition.name())
                .image(definition.image())
                .lastStatus("PENDING")
                .build();
    }

    static String digest(String image) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(image.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void started(Container container) {
        handle = Optional.of(container);
        view = view.toBuilder()
                .lastStatus(exited ? "STOPPED" : "RUNNING")
                .imageDigest(digest(definition.image()))
                .runtimeId(Arns.lastSegment(view.taskArn()) + "-" + Math.abs(definition.name().hashCode()))
                .build();
    }

    void exited(int exitCode) {
        exited = true;
        view = view.toBuilder().lastStatus("STOPPED").exitCode(exitCode).build();
    }

    /** It never ran: there is no exit code. */
    void neverStarted(String reason) {
        view = view.toBuilder().lastStatus("STOPPED").reason(reason).build();
    }

    boolean executing() {
        return handle.isPresent() && !exited;
    }

    boolean essential() {
        return !Boolean.FALSE.equals(definition.essential());
    }

    Duration stopTimeout() {
        return definition.stopTimeout() == null ? DEFAULT_STOP_TIMEOUT : Duration.ofSeconds(definition.stopTimeout());
    }

    Optional<Container> handle() {
        return handle;
    }

    String name() {
        return definition.name();
    }

    software.amazon.awssdk.services.ecs.model.Container view() {
        return view;
    }
}
