package dev.tidegate.tests.wire;

import software.amazon.awssdk.core.SdkPojo;

/**
 * Sees every call that reaches the server and may disturb it. Called on the thread of the request, so by many threads
 * at once, and may block to make the service slow.
 */
public interface Interceptor {
    /**
     * Before the service acts. What it throws becomes the answer: an {@code AwsServiceException} (such as throttling), or
     * {@link ConnectionCut} for a request that got lost on the way.
     */
    default void before(Call call) {}

    /**
     * After the service has acted, when it did not fail. What it throws becomes the answer although the deed is done;
     * {@link ConnectionCut} is an answer that got lost on the way.
     *
     * @return what the caller gets, of the same type: {@code response}, or another one, such as an older one for a stale
     *         read
     */
    default SdkPojo after(Call call, SdkPojo response) {
        return response;
    }

    /**
     * One call.
     *
     * @param service {@code ecs}, {@code codedeploy}, {@code dynamodb} or {@code events}
     * @param operation AWS's name, such as {@code DescribeTasks}
     * @param request the SDK's request object
     */
    record Call(String service, String operation, SdkPojo request) {}

    /** Closes the connection without an answer. The client does not learn whether the service acted. */
    final class ConnectionCut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ConnectionCut() {
            super("the connection is cut");
        }
    }
}
