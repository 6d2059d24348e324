package dev.tidegate.tests.codedeploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.codedeploy.model.ApplicationAlreadyExistsException;
import software.amazon.awssdk.services.codedeploy.model.ApplicationDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.ApplicationNameRequiredException;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupAlreadyExistsException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.EcsServiceMappingLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.InvalidEcsServiceException;

/** Applications with their deployment groups. */
final class Applications {
    private final CodeDeployPlane plane;
    private final Map<String, Map<String, DeploymentGroup>> byName = new LinkedHashMap<>();

    Applications(CodeDeployPlane plane) {
        this.plane = plane;
    }

    void create(String name) {
        if (name == null) {
            throw CodeDeployErrors.of(ApplicationNameRequiredException::builder, "Application name is required.");
        }
        if (byName.containsKey(name)) {
            throw CodeDeployErrors.of(ApplicationAlreadyExistsException::builder,
                    "Application already exists with the specified name.");
        }
        byName.put(name, new LinkedHashMap<>());
    }

    DeploymentGroupInfo createGroup(CreateDeploymentGroupRequest request) {
        var groups = groups(request.applicationName());
        if (groups.containsKey(request.deploymentGroupName())) {
            throw CodeDeployErrors.of(DeploymentGroupAlreadyExistsException::builder,
                    "Deployment group already exists with the specified name.");
        }
        if (request.ecsServices().isEmpty()) {
            throw CodeDeployErrors.of(InvalidEcsServiceException::builder, "An ECS service is required.");
        }
        var service = request.ecsServices().getFirst();
        var taskSets = plane.ecs.taskSets(service.clusterName(), service.serviceName());
        if (all().stream().anyMatch(group -> group.taskSets() == taskSets)) {
            throw CodeDeployErrors.of(EcsServiceMappingLimitExceededException::builder,
                    "The ECS service belongs to another deployment group.");
        }
        var group = new DeploymentGroup(settings(request), taskSets);
        groups.put(group.name(), group);
        return group.info();
    }

    private DeploymentGroupInfo settings(CreateDeploymentGroupRequest request) {
        return DeploymentGroupInfo.builder()
                .applicationName(request.applicationName())
                .deploymentGroupName(request.deploymentGroupName())
                .deploymentGroupId(plane.uuid())
                .deploymentConfigName(Optional.ofNullable(request.deploymentConfigName())
                        .orElse("CodeDeployDefault.ECSAllAtOnce"))
                .serviceRoleArn(request.serviceRoleArn())
                .autoRollbackConfiguration(request.autoRollbackConfiguration())
                .alarmConfiguration(request.alarmConfiguration())
                .deploymentStyle(request.deploymentStyle())
                .blueGreenDeploymentConfiguration(request.blueGreenDeploymentConfiguration())
                .loadBalancerInfo(request.loadBalancerInfo())
                .ecsServices(request.ecsServices())
                .computePlatform(ComputePlatform.ECS)
                .build();
    }

    DeploymentGroup group(String application, String name) {
        return Optional.ofNullable(groups(application).get(name))
                .orElseThrow(() -> CodeDeployErrors.of(DeploymentGroupDoesNotExistException::builder,
                        "No Deployment Group found for name: " + name));
    }

    Map<String, DeploymentGroup> groups(String application) {
        return Optional.ofNullable(byName.get(application))
                .orElseThrow(() -> CodeDeployErrors.of(ApplicationDoesNotExistException::builder,
                        "No application found for name: " + application));
    }

    List<DeploymentGroup> all() {
        return byName.values().stream().flatMap(groups -> groups.values().stream()).toList();
    }
}
