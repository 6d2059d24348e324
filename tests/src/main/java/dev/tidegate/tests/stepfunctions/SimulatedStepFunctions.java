package dev.tidegate.tests.stepfunctions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidegate.tests.stepfunctions.WaitingTask.End;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Step Functions as far as a task token goes: states that wait, and those who answer them (Step Functions API reference,
 * SendTaskSuccess). A token that was never given out gets {@code TaskDoesNotExist}; one that has been answered, or whose
 * heartbeats failed to come, {@code TaskTimedOut}. Whether a token is well formed is not looked at. Methods may be called
 * from any thread.
 */
public final class SimulatedStepFunctions implements SfnClient {
    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, WaitingTask> tasks = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public SimulatedStepFunctions(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Enters a state that waits.
     *
     * @param heartbeatLimit its {@code HeartbeatSeconds}
     * @return the task token
     */
    public String enter(Duration heartbeatLimit) {
        String token = Base64.getEncoder().encodeToString((UUID.randomUUID() + "/" + UUID.randomUUID()).getBytes(
                StandardCharsets.UTF_8));
        tasks.put(token, new WaitingTask(heartbeatLimit, 0, clock.instant(), new End.Waits()));
        return token;
    }

    /** How a state stands that was entered here. */
    public WaitingTask task(String token) {
        return tasks.computeIfPresent(token, (_, task) -> task.at(clock.instant()));
    }

    @Override
    public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
        try {
            JSON.readTree(request.output());
        } catch (JsonProcessingException e) {
            throw error(InvalidOutputException::builder, "InvalidOutput", "Invalid Output: '" + e.getOriginalMessage()
                    + "'");
        }
        answer(request.taskToken(), task -> task.ended(new End.Succeeded(request.output())));
        return SendTaskSuccessResponse.builder().build();
    }

    @Override
    public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
        answer(request.taskToken(), task -> task.ended(new End.Failed(request.error(), request.cause())));
        return SendTaskFailureResponse.builder().build();
    }

    @Override
    public SendTaskHeartbeatResponse sendTaskHeartbeat(SendTaskHeartbeatRequest request) {
        answer(request.taskToken(), task -> task.heard(clock.instant()));
        return SendTaskHeartbeatResponse.builder().build();
    }

    private void answer(String token, UnaryOperator<WaitingTask> change) {
        WaitingTask known = tasks.computeIfPresent(token, (_, task) -> {
            WaitingTask now = task.at(clock.instant());
            if (!now.waits()) {
                throw error(TaskTimedOutException::builder, "TaskTimedOut",
                        "Task Timed Out: 'Provided task does not exist anymore'");
            }
            return change.apply(now);
        });
        if (known == null) {
            throw error(TaskDoesNotExistException::builder, "TaskDoesNotExist", "Task does not exist");
        }
    }

    private static SfnException error(Supplier<? extends SfnException.Builder> builder, String code, String message) {
        return (SfnException) builder.get().message(message).statusCode(400).awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build()).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
