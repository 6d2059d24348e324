package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.json.JsonText;
import dev.tidegate.lambda.release.Caller;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.HookAnswer;
import dev.tidegate.lambda.release.Release;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Answers Step Functions states that wait with a task token. */
final class Callers {
    private static final int LONGEST_CAUSE = 32_768;

    private final Supplier<SfnClient> clients;

    /** @param clients asked only when somebody waits */
    Callers(Supplier<SfnClient> clients) {
        this.clients = clients;
    }

    void answer(Release release, Caller caller, HookAnswer answer) {
        switch (answer) {
            case HookAnswer.Succeeded _ -> tell("SendTaskSuccess", client -> client.sendTaskSuccess(
                    send -> send.taskToken(caller.taskToken()).output(output(release, caller))));
            case HookAnswer.Failed(String reason) -> fail(caller, release.state().name(), reason);
            case HookAnswer.NotYet _ -> throw new IllegalArgumentException("only a final answer is told");
        }
    }

    void refuse(Caller caller, String reason) {
        fail(caller, "Refused", reason);
    }

    private void fail(Caller caller, String error, String reason) {
        tell("SendTaskFailure", client -> client.sendTaskFailure(send -> send.taskToken(caller.taskToken())
                .error("Tidegate." + error).cause(reason.length() <= LONGEST_CAUSE ? reason
                        : reason.substring(0, LONGEST_CAUSE))));
    }

    private static String output(Release release, Caller caller) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("release", release.id());
        output.put("version", release.version());
        output.put("phase", caller.phase().text());
        output.put("state", release.state().name());
        return JsonText.of(output);
    }

    void heartbeat(Caller caller) {
        tell("SendTaskHeartbeat", client -> client.sendTaskHeartbeat(send -> send.taskToken(caller.taskToken())));
    }

    private void tell(String operation, Consumer<SfnClient> call) {
        try (SfnClient client = clients.get()) {
            call.accept(client);
        } catch (TaskDoesNotExistException | InvalidTokenException | TaskTimedOutException e) {
            throw new Cloud.AnswerNotTaken("Step Functions " + operation + ": " + e.getMessage(), e);
        } catch (SdkException e) {
            throw Calls.unavailable("Step Functions " + operation, e);
        }
    }
}
