package dev.tidegate.tests.ecs;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a test may choose about ECS: where AWS's documentation leaves room, and faults.
 *
 * @param pageSize the most tasks or services one page of a list holds; AWS allows up to 100
 * @param hooksTwice whether every hook invocation is delivered twice at the same time; the first answer counts
 * @param successAfterStopped whether a deployment waits until the tasks of the source revisions are STOPPED. AWS documents
 *        "scaled down to 0 running tasks", and tasks that are DEACTIVATING or STOPPING are not running; so the default is to
 *        be done while old containers still execute
 * @param breakerThreshold how many tasks of a new revision in a row may end before they were healthy until a service with a
 *        deployment circuit breaker rolls back; without a circuit breaker ECS tries for ever
 * @param secrets the value of a container secret by its {@code valueFrom}; a task with an unknown one fails to start
 */
public record EcsBehaviour(int pageSize, boolean hooksTwice, boolean successAfterStopped, int breakerThreshold,
        Function<String, Optional<String>> secrets) {
    public static EcsBehaviour standard() {
        return new EcsBehaviour(100, false, false, 3, valueFrom -> Optional.empty());
    }

    public EcsBehaviour withPageSize(int size) {
        return new EcsBehaviour(size, hooksTwice, successAfterStopped, breakerThreshold, secrets);
    }

    public EcsBehaviour withHooksTwice() {
        return new EcsBehaviour(pageSize, true, successAfterStopped, breakerThreshold, secrets);
    }

    public EcsBehaviour withSuccessAfterStopped() {
        return new EcsBehaviour(pageSize, hooksTwice, true, breakerThreshold, secrets);
    }

    public EcsBehaviour withBreakerThreshold(int failures) {
        return new EcsBehaviour(pageSize, hooksTwice, successAfterStopped, failures, secrets);
    }

    public EcsBehaviour withSecrets(Function<String, Optional<String>> values) {
        return new EcsBehaviour(pageSize, hooksTwice, successAfterStopped, breakerThreshold, values);
    }
}
