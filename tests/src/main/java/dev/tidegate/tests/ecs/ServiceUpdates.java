package dev.tidegate.tests.ecs;

import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** UpdateService: what of it is a deployment and what is not. */
final class ServiceUpdates {
    private final ControlPlane plane;
    private final Services services;

    ServiceUpdates(ControlPlane plane, Services services) {
        this.plane = plane;
        this.services = services;
    }

    Service update(UpdateServiceRequest request) {
        var service = services.require(request.cluster(), request.service());
        if (service.underCodeDeploy()) {
            refuseDeployment(request);
        }
        boolean deploys = deploys(service, request);
        change(service, request);
        if (request.desiredCount() != null) {
            service.scaleTo(request.desiredCount());
        }
        if (deploys) {
            service.deploy(plane.definitions.resolve(
                    request.taskDefinition() == null ? service.settings().taskDefinition() : request.taskDefinition()));
        }
        return service.view();
    }

    private static void refuseDeployment(UpdateServiceRequest request) {
        if (request.taskDefinition() != null || Boolean.TRUE.equals(request.forceNewDeployment())
                || request.networkConfiguration() != null || request.platformVersion() != null
                || request.hasLoadBalancers()) {
            throw EcsErrors
                    .invalidParameter(
                            "Unable to update task definition on services with a CODE_DEPLOY deployment controller."
                                    + " Use AWS CodeDeploy to trigger a new deployment.");
        }
    }

    /** "Changing the deployment configuration doesn't trigger a new service deployment", nor does the desired count. */
    private boolean deploys(EcsService service, UpdateServiceRequest request) {
        var now = service.settings();
        return Boolean.TRUE.equals(request.forceNewDeployment())
                || request.taskDefinition() != null && !plane.definitions.resolve(request.taskDefinition())
                        .taskDefinitionArn()
                        .equals(now.taskDefinition())
                || request.networkConfiguration() != null
                        && !request.networkConfiguration().equals(now.networkConfiguration())
                || request.platformVersion() != null && !request.platformVersion().equals(now.platformVersion())
                || request.hasLoadBalancers() && !request.loadBalancers().equals(now.loadBalancers())
                || request.hasCapacityProviderStrategy()
                        && !request.capacityProviderStrategy().equals(now.capacityProviderStrategy());
    }

    private static void change(EcsService service, UpdateServiceRequest request) {
        var changed = service.settings().toBuilder();
        if (request.deploymentConfiguration() != null) {
            changed.deploymentConfiguration(Services.withStrategy(request.deploymentConfiguration()));
        }
        if (request.networkConfiguration() != null) {
            changed.networkConfiguration(request.networkConfiguration());
        }
        if (request.platformVersion() != null) {
            changed.platformVersion(request.platformVersion());
        }
        if (request.hasLoadBalancers()) {
            changed.loadBalancers(request.loadBalancers());
        }
        if (request.hasCapacityProviderStrategy()) {
            changed.capacityProviderStrategy(request.capacityProviderStrategy());
        }
        service.change(changed.build());
    }
}
