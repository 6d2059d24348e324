package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.wire.Interceptor;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusRequest;

/** Notes the final answers that CodeDeploy's lifecycle hooks are given and that CodeDeploy accepted. */
final class WatchedAnswers implements Interceptor {
    private final List<HookVerdict> verdicts = new CopyOnWriteArrayList<>();

    @Override
    public SdkPojo after(Call call, SdkPojo response) {
        if (call.request() instanceof PutLifecycleEventHookExecutionStatusRequest put) {
            verdicts.add(new HookVerdict(Instant.now(), put.lifecycleEventHookExecutionId(),
                    put.statusAsString().equals("Succeeded")));
        }
        return response;
    }

    List<HookVerdict> verdicts() {
        return List.copyOf(verdicts);
    }
}
