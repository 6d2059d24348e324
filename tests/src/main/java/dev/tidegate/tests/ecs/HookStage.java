package dev.tidegate.tests.ecs;

import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What hooks are told about the stage of a deployment; see
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/lambda-lifecycle-hooks.html.
 *
 * @param name such as {@code PRE_SCALE_UP}
 * @param testWeights by revision ARN; empty outside the test traffic shift
 * @param productionWeights by revision ARN; empty outside the production traffic shift
 */
record HookStage(String name, String serviceDeploymentArn, String serviceArn, String targetRevisionArn,
        Map<String, Double> testWeights, Map<String, Double> productionWeights) {
    ObjectNode payload(String executionId) {
        var payload = JsonNodeFactory.instance.objectNode()
                .put("executionId", executionId)
                .put("lifecycleStage", name)
                .put("resourceArn", serviceDeploymentArn);
        var details = payload.putObject("executionDetails")
                .put("serviceArn", serviceArn)
                .put("targetServiceRevisionArn", targetRevisionArn);
        details.set("testTrafficWeights", weights(testWeights));
        details.set("productionTrafficWeights", weights(productionWeights));
        return payload;
    }

    private static ObjectNode weights(Map<String, Double> weights) {
        var node = JsonNodeFactory.instance.objectNode();
        weights.forEach((revision, weight) -> {
            if (weight == Math.rint(weight)) {
                node.put(revision, weight.intValue());
            } else {
                node.put(revision, weight);
            }
        });
        return node;
    }
}
