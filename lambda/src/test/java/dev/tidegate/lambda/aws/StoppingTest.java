package dev.tidegate.lambda.aws;

import static dev.tidegate.lambda.release.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;

/** How a migration task is told to stop. */
class StoppingTest {
    private final EcsStub ecs = new EcsStub();
    private final TaskDefinitions definitions = new TaskDefinitions(ecs, () -> NOON, AwsSamples.UNLIMITED);
    private final MigrationTasks tasks = new MigrationTasks(ecs, new Services(ecs, AwsSamples.UNLIMITED), definitions,
            new TaskLogs(definitions, AwsSamples::noLogs), new Installation(AwsSamples.SETTINGS), AwsSamples.UNLIMITED);

    @Test
    void aReasonThatIsTooLongForEcsIsCut() {
        tasks.stop(Samples.TARGET, "task/1", "x".repeat(300));

        assertThat(ecs.stopped).singleElement().satisfies(stop -> assertThat(stop.reason()).hasSize(255).endsWith(
                "x…"));
    }

    @Test
    void aTaskThatIsGoneNeedNotBeStopped() {
        ecs.refusesToStop = Optional.of(InvalidParameterException.builder().message(
                "The referenced task was not found.")
                .build());

        assertThatThrownBy(() -> tasks.stop(Samples.TARGET, "task/1", "noon")).isInstanceOf(Cloud.AnswerNotTaken.class);
    }
}
