package dev.tidegate.cdk;

import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * What runs the migrations.
 *
 * @param container whose command is set and whose exit code counts
 * @param ownLog whether the log group was made for it
 */
record MigrationTask(TaskDefinition definition, String container, boolean ownLog) {
    private static final String CONTAINER = "migrate";
    /** The most that Fargate allows: a statement that is told to stop needs time to be rolled back. */
    private static final Duration STOP_TIMEOUT = Duration.seconds(120);

    static MigrationTask create(Construct scope, TidegateOptions<?> options) {
        if (options.taskDefinition.isPresent()) {
            TaskDefinition given = options.taskDefinition.get();
            return new MigrationTask(given, options.container.orElseGet(() -> given.getDefaultContainer()
                    .getContainerName()), false);
        }
        Optional<TaskDefinition> service = options.services.get(0).definition();
        if (options.image.isPresent()) {
            return create(scope, options, options.image.get(), Optional.empty(), service);
        }
        // It may pull the service's image already. What it may do besides that is to write logs.
        ContainerDefinition own = options.container.map(service.orElseThrow()::findContainer)
                .orElseGet(service.get()::getDefaultContainer);
        return create(scope, options, ContainerImage.fromRegistry(own.getImageName()),
                Optional.of(service.get().obtainExecutionRole()), service);
    }

    private static MigrationTask create(Construct scope, TidegateOptions<?> options, ContainerImage image,
            Optional<IRole> executionRole, Optional<TaskDefinition> service) {
        String family = Names.uniqueResourceName(scope, UniqueResourceNameOptions.builder().maxLength(200)
                .separator("-").build()) + "-migration";
        FargateTaskDefinition definition = FargateTaskDefinition.Builder.create(scope, "MigrationTask").family(family)
                .cpu(options.cpu).memoryLimitMiB(options.memoryLimitMiB).executionRole(executionRole.orElse(null))
                .runtimePlatform(service.flatMap(MigrationTask::platform).orElse(null)).build();
        LogGroup log = LogGroup.Builder.create(scope, "MigrationLog").retention(options.logRetention)
                .removalPolicy(options.removalPolicy).build();
        definition.addContainer(CONTAINER, ContainerDefinitionOptions.builder().image(image)
                .environment(DatabaseLogin.environment(options)).secrets(options.secrets).stopTimeout(STOP_TIMEOUT)
                .logging(LogDriver.awsLogs(AwsLogDriverProps.builder().logGroup(log).streamPrefix(CONTAINER).build()))
                .build());
        DatabaseLogin.grant(options, definition.getTaskRole());
        Nag.allowOfOwnTask(definition, executionRole.isEmpty());
        return new MigrationTask(definition, CONTAINER, true);
    }

    /** The processor and system that the service's image is made for. */
    private static Optional<RuntimePlatform> platform(TaskDefinition service) {
        CfnTaskDefinition resource = (CfnTaskDefinition) service.getNode().getDefaultChild();
        if (!(service.getStack().resolve(resource.getRuntimePlatform()) instanceof Map<?, ?> platform)) {
            return Optional.empty();
        }
        RuntimePlatform.Builder same = RuntimePlatform.builder();
        if (platform.get("cpuArchitecture") instanceof String architecture) {
            same.cpuArchitecture(CpuArchitecture.of(architecture));
        }
        if (platform.get("operatingSystemFamily") instanceof String system) {
            same.operatingSystemFamily(OperatingSystemFamily.of(system));
        }
        return Optional.of(same.build());
    }
}
