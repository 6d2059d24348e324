package dev.tidegate.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.constructs.IValidation;

/** What shows only when the whole app is there, because other constructs may still be changed after this one was made. */
final class SynthesisChecks implements IValidation {
    private final String id;
    private final TidegateOptions<?> options;
    private final MigrationTask task;
    private final List<BaseService> attached;
    private final Set<String> announced;

    SynthesisChecks(String id, TidegateOptions<?> options, MigrationTask task, List<BaseService> attached,
            Set<String> announced) {
        this.id = id;
        this.options = options;
        this.task = task;
        this.attached = attached;
        this.announced = announced;
    }

    @Override
    public List<String> validate() {
        List<String> problems = new ArrayList<>();
        options.services.stream().filter(this::isForgotten).map(service -> Misuse.notAttached(service.named().path()))
                .forEach(problems::add);
        if (restarts()) {
            problems.add(Misuse.restarts(task.definition().getNode().getPath(), task.container()));
        }
        options.services.stream().map(DeployedService::named).forEach(service -> fargate(service).ifPresent(
                provider -> problems.add(Misuse.notForFargate(service.path(), provider, task.definition().getNode()
                        .getPath()))));
        options.alarms.forEach(alarm -> attached.stream().filter(service -> watches(alarm, service)).forEach(
                service -> problems.add(Misuse.circle(alarm.getNode().getPath(), service.getNode().getPath()))));
        options.consumers.forEach(consumer -> otherImage(consumer).ifPresent(problems::add));
        return problems.isEmpty() ? List.of() : List.of(Misuse.of(id, problems).getMessage());
    }

    private boolean isForgotten(DeployedService service) {
        return service.named().controller().filter("ECS"::equals).isPresent() && !announced.contains(service.name())
                && attached.stream().noneMatch(one -> one == service.named().service());
    }

    private boolean restarts() {
        return containers(task.definition()).filter(container -> task.container().equals(container.get("name")))
                .map(container -> container.get("restartPolicy"))
                .anyMatch(policy -> policy instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("enabled")));
    }

    /** On which kind of Fargate the service runs, if the migration task cannot run on any. */
    private Optional<String> fargate(NamedService service) {
        if (task.definition().getIsFargateCompatible() || service.inApp().isEmpty()) {
            return Optional.empty();
        }
        Object strategy = service.service().getStack().resolve(service.resource().getCapacityProviderStrategy());
        return Stream.concat(list(strategy).map(one -> String.valueOf(one.get("capacityProvider"))),
                Stream.ofNullable(service.resource().getLaunchType())).filter(one -> one.startsWith("FARGATE"))
                .findFirst();
    }

    private static boolean watches(IAlarm alarm, BaseService service) {
        if (!(alarm.getNode().getDefaultChild() instanceof CfnAlarm resource) || !Token.isUnresolved(alarm
                .getAlarmName())) {
            return false;
        }
        Stack stack = alarm.getStack();
        String serviceId = String.valueOf(stack.resolve(((CfnElement) service.getNode().getDefaultChild())
                .getLogicalId()));
        return Stream.of(resource.getDimensions(), resource.getMetrics()).filter(one -> one != null)
                .anyMatch(one -> refersTo(stack.resolve(one), serviceId));
    }

    private static boolean refersTo(Object value, String logicalId) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(element -> refersTo(element, logicalId));
        }
        return value instanceof Map<?, ?> map ? map.values().stream().anyMatch(member -> refersTo(member, logicalId))
                : logicalId.equals(value);
    }

    /** Two images that are known to be built apart; what a tag stands for is not known here. */
    private Optional<String> otherImage(Consumer consumer) {
        boolean byDigest = consumer.identity().or(() -> options.identity).map(CodeIdentity::isImageDigest).orElse(true);
        Optional<String> own = options.services.get(0).definition().flatMap(service -> image(service, options.services
                .get(0).container()));
        Optional<String> other = consumer.definition().flatMap(definition -> image(definition, consumer.container()));
        return byDigest && own.isPresent() && other.isPresent() && !own.equals(other)
                ? Optional.of(Misuse.otherImage(consumer.title(), other.get(), own.get()))
                : Optional.empty();
    }

    private static Optional<String> image(TaskDefinition definition, Optional<String> container) {
        return containers(definition).filter(one -> container.filter(name -> name.equals(one.get("name"))).isPresent())
                .map(one -> String.valueOf(one.get("image"))).findFirst();
    }

    private static Stream<Map<?, ?>> containers(TaskDefinition definition) {
        CfnTaskDefinition resource = (CfnTaskDefinition) definition.getNode().getDefaultChild();
        return list(Stack.of(definition).resolve(resource.getContainerDefinitions()));
    }

    private static Stream<Map<?, ?>> list(Object resolved) {
        return resolved instanceof List<?> list ? list.stream().filter(Map.class::isInstance).map(
                one -> (Map<?, ?>) one)
                : Stream.empty();
    }
}
