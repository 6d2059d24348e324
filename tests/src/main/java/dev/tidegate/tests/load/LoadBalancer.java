package dev.tidegate.tests.load;

import java.net.URI;
import java.util.Map;

/** What ECS and CodeDeploy do to a load balancer: targets come and go, and the listener's weights shift. */
public interface LoadBalancer {
    /**
     * A task is ready to take requests once its revision has weight.
     *
     * @param revision service revision ARN (ECS-native) or task set id (CodeDeploy)
     */
    void register(String serviceArn, String revision, String taskArn, URI endpoint);

    /** No new request goes to the task; those it is working on may end. */
    void deregister(String taskArn);

    /** Sets the production listener's weights by revision, in percent. */
    void shift(String serviceArn, Map<String, Double> weights);
}
