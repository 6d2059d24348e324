package dev.tidegate.tests.codedeploy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidegate.tests.ecs.World;
import dev.tidegate.tests.time.Time;
import software.amazon.awssdk.services.codedeploy.model.InvalidLifecycleEventHookExecutionIdException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

/**
 * The hooks of one deployment. CodeDeploy invokes a function with two ids, does not look at what it returns, and waits until
 * somebody reports the status by those ids.
 */
final class HookExecutions {
    private final World world;
    private final String deploymentId;
    private final Map<String, Execution> executions = new HashMap<>();

    HookExecutions(World world, String deploymentId) {
        this.world = world;
        this.deploymentId = deploymentId;
    }

    /**
     * Invokes a hook's function.
     *
     * @param ended told once: nothing when the hook succeeded, else why the deployment fails
     */
    void ask(LifecycleEventName event, String function, CodeDeployBehaviour behaviour,
            Consumer<Optional<String>> ended) {
        var id = Base64.getEncoder()
                .encodeToString((deploymentId + "/" + event.awsName()).getBytes(StandardCharsets.UTF_8));
        var deadline = world.time()
                .after(world.pace().codeDeployHookLimit(),
                        () -> end(id, Optional.of("The " + event.awsName()
                                + " hook did not report a status in time.")));
        executions.put(id, new Execution(event, ended, deadline));
        note("hook " + event.awsName() + " asked");
        var payload = JsonNodeFactory.instance.objectNode()
                .put("DeploymentId", deploymentId)
                .put("LifecycleEventHookExecutionId", id)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        for (int delivery = 0; delivery < (behaviour.hooksTwice() ? 2 : 1); delivery++) {
            world.functions()
                    .invoke(function, payload)
                    .whenComplete((returned, error) -> world.time().post(() -> invoked(id, error, behaviour)));
        }
    }

    private void invoked(String id, Throwable error, CodeDeployBehaviour behaviour) {
        if (error != null && executions.get(id).open) {
            note("hook function failed: " + error.getMessage());
            if (behaviour.functionErrorFailsHook()) {
                end(id, Optional.of("The hook's function failed: " + error.getMessage()));
            }
        }
    }

    /** Takes a status; see PutLifecycleEventHookExecutionStatus. */
    void report(String id, LifecycleEventStatus status) {
        var execution = executions.get(id);
        if (execution == null) {
            throw CodeDeployErrors.of(InvalidLifecycleEventHookExecutionIdException::builder,
                    "The specified lifecycle event hook execution ID is invalid.");
        }
        if (!execution.open) {
            throw CodeDeployErrors.of(LifecycleEventAlreadyCompletedException::builder,
                    "The lifecycle event hook execution has already been completed.");
        }
        note("hook " + execution.event.awsName() + " answered " + status);
        var failure = Optional.of("The " + execution.event.awsName() + " hook reported Failed.")
                .filter(why -> status == LifecycleEventStatus.FAILED);
        // Whoever reports gets the answer before the deployment goes on.
        execution.close();
        world.time().post(() -> execution.ended.accept(failure));
    }

    /** No status is taken any more. */
    void abandon() {
        executions.values().forEach(Execution::close);
    }

    private void end(String id, Optional<String> failure) {
        var execution = executions.get(id);
        if (execution.open) {
            execution.close();
            execution.ended.accept(failure);
        }
    }

    private void note(String what) {
        world.journal().happened("codedeploy", what);
    }

    private static final class Execution {
        private final LifecycleEventName event;
        private final Consumer<Optional<String>> ended;
        private final Time.Timer deadline;
        private boolean open = true;

        private Execution(LifecycleEventName event, Consumer<Optional<String>> ended, Time.Timer deadline) {
            this.event = event;
            this.ended = ended;
            this.deadline = deadline;
        }

        private void close() {
            open = false;
            deadline.cancel();
        }
    }
}
