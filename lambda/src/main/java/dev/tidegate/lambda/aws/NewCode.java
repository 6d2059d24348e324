package dev.tidegate.lambda.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerImage;

/**
 * What a deployment brings.
 *
 * @param taskDefinition ARN of the service's new task definition; empty when the AppSpec that names it cannot be read
 * @param images with their digests, where ECS has settled on them already
 */
record NewCode(Optional<String> taskDefinition, List<ContainerImage> images) {}
