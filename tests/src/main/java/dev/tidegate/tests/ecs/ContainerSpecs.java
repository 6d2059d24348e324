package dev.tidegate.tests.ecs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import dev.tidegate.tests.container.ContainerSpec;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;

/** Puts task definition, overrides and secrets together to what the container agent is told. */
final class ContainerSpecs {
    private final TaskLaunch launch;
    private final Function<String, Optional<String>> secrets;

    ContainerSpecs(TaskLaunch launch, Function<String, Optional<String>> secrets) {
        this.launch = launch;
        this.secrets = secrets;
    }

    /** @throws SecretUnavailable when a container's secret is unknown */
    List<ContainerSpec> forTask(String taskArn) {
        var specs = new ArrayList<ContainerSpec>();
        for (var definition : launch.definition().containerDefinitions()) {
            var override = override(definition.name());
            var command = override.filter(ContainerOverride::hasCommand)
                    .map(ContainerOverride::command)
                    .orElse(definition.command());
            specs.add(new ContainerSpec(taskArn, definition.name(), definition.image(), command,
                    environment(definition, override), port(definition)));
        }
        return specs;
    }

    private Optional<ContainerOverride> override(String container) {
        return launch.overrides()
                .containerOverrides()
                .stream()
                .filter(override -> container.equals(override.name()))
                .findFirst();
    }

    private Map<String, String> environment(ContainerDefinition definition, Optional<ContainerOverride> override) {
        var environment = new LinkedHashMap<String, String>();
        definition.environment().forEach(variable -> environment.put(variable.name(), variable.value()));
        for (var secret : definition.secrets()) {
            environment.put(secret.name(), secrets.apply(secret.valueFrom())
                    .orElseThrow(() -> new SecretUnavailable(secret.valueFrom())));
        }
        override.ifPresent(
                given -> given.environment().forEach(variable -> environment.put(variable.name(), variable.value())));
        return environment;
    }

    private static OptionalInt port(ContainerDefinition definition) {
        return definition.portMappings()
                .stream()
                .filter(mapping -> mapping.containerPort() != null)
                .mapToInt(mapping -> mapping.containerPort())
                .findFirst();
    }

    /** ECS starts none of the task's containers then. */
    static final class SecretUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SecretUnavailable(String valueFrom) {
            super("ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret \""
                    + valueFrom + "\"");
        }
    }
}
