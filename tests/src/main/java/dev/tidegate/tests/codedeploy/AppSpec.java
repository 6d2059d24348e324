package dev.tidegate.tests.codedeploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.codedeploy.model.InvalidRevisionException;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;

/**
 * The revision of an ECS deployment, as JSON; see
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-example.html.
 */
final class AppSpec {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String content;
    private final JsonNode service;
    private final Map<String, String> hooks = new LinkedHashMap<>();

    /** @throws InvalidRevisionException when it names no ECS service and task definition */
    AppSpec(String content) {
        this.content = content;
        var root = read(content);
        this.service = root.path("Resources").path(0).path("TargetService").path("Properties");
        if (!service.path("TaskDefinition").isTextual() || !service.at("/LoadBalancerInfo/ContainerName").isTextual()) {
            throw CodeDeployErrors.of(InvalidRevisionException::builder,
                    "The AppSpec must have a TargetService with TaskDefinition and LoadBalancerInfo.");
        }
        root.path("Hooks")
                .forEach(hook -> hook.properties()
                        .forEach(named -> hooks.put(named.getKey(), named.getValue().asText())));
    }

    /** The same revision with another task definition. */
    AppSpec withTaskDefinition(String taskDefinition) {
        var changed = read(content);
        ((ObjectNode) changed.at("/Resources/0/TargetService/Properties")).put("TaskDefinition", taskDefinition);
        return new AppSpec(changed.toString());
    }

    private static JsonNode read(String content) {
        try {
            return MAPPER.readTree(content);
        } catch (IOException e) {
            throw CodeDeployErrors.of(InvalidRevisionException::builder,
                    "The AppSpec is not valid JSON: " + e.getMessage());
        }
    }

    String content() {
        return content;
    }

    String sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    String taskDefinition() {
        return service.path("TaskDefinition").asText();
    }

    String containerName() {
        return service.at("/LoadBalancerInfo/ContainerName").asText();
    }

    Integer containerPort() {
        return service.at("/LoadBalancerInfo/ContainerPort").asInt();
    }

    Optional<NetworkConfiguration> network() {
        var vpc = service.at("/NetworkConfiguration/AwsvpcConfiguration");
        if (!vpc.isObject()) {
            return Optional.empty();
        }
        return Optional.of(NetworkConfiguration.builder()
                .awsvpcConfiguration(AwsVpcConfiguration.builder()
                        .subnets(texts(vpc.path("Subnets")))
                        .securityGroups(texts(vpc.path("SecurityGroups")))
                        .assignPublicIp(AssignPublicIp.fromValue(vpc.path("AssignPublicIp").asText("DISABLED")))
                        .build())
                .build());
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /** The function a lifecycle event invokes. */
    Optional<String> hook(LifecycleEventName event) {
        return Optional.ofNullable(hooks.get(event.awsName()));
    }
}
