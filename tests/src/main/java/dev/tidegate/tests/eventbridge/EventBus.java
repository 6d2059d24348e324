package dev.tidegate.tests.eventbridge;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The default event bus as seen by the AWS services that put events on it. */
public interface EventBus {
    /**
     * Puts one event on the bus; delivery to the rules' targets happens later.
     *
     * @param source such as {@code aws.ecs}
     * @param detailType such as {@code ECS Task State Change}
     * @param resources ARNs the event is about
     */
    void publish(String source, String detailType, List<String> resources, ObjectNode detail);
}
