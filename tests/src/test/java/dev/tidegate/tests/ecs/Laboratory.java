package dev.tidegate.tests.ecs;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.tests.load.LoadBalancer;
import dev.tidegate.tests.time.Pace;
import dev.tidegate.tests.time.VirtualTime;
import dev.tidegate.tests.wire.Conforming;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** The simulated ECS in virtual time, at AWS's pace, with one cluster and an application called shop. */
public final class Laboratory {
    public static final String CLUSTER = "prod";
    public static final Duration A_DAY = Duration.ofDays(1);

    public final VirtualTime time = new VirtualTime();
    public final ScriptedContainers containers = new ScriptedContainers();
    public final ScriptedFunctions functions = new ScriptedFunctions();
    public final List<Event> events = new ArrayList<>();
    public final List<String> journal = new ArrayList<>();
    public final Map<String, Double> traffic = new LinkedHashMap<>();
    public final World world;
    public final SimulatedEcs simulated;
    /** The simulated one, whose calls are held against AWS's definitions. */
    public final EcsClient ecs;

    public Laboratory() {
        this(EcsBehaviour.standard());
    }

    public Laboratory(EcsBehaviour behaviour) {
        this(behaviour, Pace.aws());
    }

    public Laboratory(EcsBehaviour behaviour, Pace pace) {
        world = new World("eu-central-1", time, pace, containers, functions, new Balancer(),
                (source, detailType, resources, detail) -> events.add(new Event(detailType, resources, detail)),
                (actor, what) -> journal.add(actor + ": " + what));
        simulated = new SimulatedEcs(world, behaviour);
        ecs = Conforming.around(EcsClient.class, simulated);
        ecs.createCluster(request -> request.clusterName(CLUSTER));
        register("shop", "shop:1");
        register("shop", "shop:2");
        register("shop", "shop:3");
    }

    /** Registers the next revision of a task definition with one container that runs the image. */
    public void register(String family, String image) {
        var container = ContainerDefinition.builder()
                .name("app")
                .image(image)
                .portMappings(List.of(PortMapping.builder().containerPort(8080).build()))
                .environment(List.of(KeyValuePair.builder().name("MODE").value("serve").build()))
                .build();
        ecs.registerTaskDefinition(request -> request.family(family).containerDefinitions(List.of(container)));
    }

    /** A service "shop" of two tasks of shop:1, deployed to its end. */
    public void serve(DeploymentConfiguration configuration) {
        ecs.createService(request -> request.cluster(CLUSTER)
                .serviceName("shop")
                .taskDefinition("shop:1")
                .desiredCount(2)
                .loadBalancers(balancers())
                .deploymentConfiguration(configuration));
        untilDeployment(ServiceDeploymentStatus.SUCCESSFUL);
        functions.calls().clear();
        events.clear();
        journal.clear();
    }

    public static List<software.amazon.awssdk.services.ecs.model.LoadBalancer> balancers() {
        return List.of(software.amazon.awssdk.services.ecs.model.LoadBalancer.builder()
                .containerName("app")
                .containerPort(8080)
                .build());
    }

    public static DeploymentConfiguration blueGreen(String function, DeploymentLifecycleHookStage... stages) {
        return blueGreen().toBuilder().lifecycleHooks(hook(function, stages)).build();
    }

    public static DeploymentConfiguration blueGreen() {
        return DeploymentConfiguration.builder().strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(10).build();
    }

    public static DeploymentLifecycleHook hook(String function, DeploymentLifecycleHookStage... stages) {
        return DeploymentLifecycleHook.builder()
                .hookTargetArn(function)
                .roleArn("arn:aws:iam::111122223333:role/hook")
                .lifecycleStages(stages)
                .build();
    }

    public void deploy(String taskDefinition) {
        ecs.updateService(request -> request.cluster(CLUSTER).service("shop").taskDefinition(taskDefinition));
    }

    public Service service() {
        return ecs.describeServices(request -> request.cluster(CLUSTER).services("shop")).services().getFirst();
    }

    /** The newest deployment. */
    public ServiceDeployment deployment() {
        return deployments().getFirst();
    }

    /** The newest first. */
    public List<ServiceDeployment> deployments() {
        var arns = ecs.listServiceDeployments(request -> request.cluster(CLUSTER).service("shop"))
                .serviceDeployments()
                .stream()
                .map(brief -> brief.serviceDeploymentArn())
                .toList();
        return ecs.describeServiceDeployments(request -> request.serviceDeploymentArns(arns)).serviceDeployments();
    }

    public Duration untilDeployment(ServiceDeploymentStatus status) {
        return until(() -> deployment().status() == status);
    }

    public Duration untilStage(String stage) {
        return until(() -> stage.equals(deployment().lifecycleStageAsString()));
    }

    public Duration until(BooleanSupplier condition) {
        return time.advanceUntil(condition, A_DAY.multipliedBy(2));
    }

    public List<Task> tasks(DesiredStatus desired) {
        var arns = ecs
                .listTasks(request -> request.cluster(CLUSTER).serviceName("shop").desiredStatus(desired))
                .taskArns();
        return arns.isEmpty() ? List.of()
                : ecs.describeTasks(request -> request.cluster(CLUSTER).tasks(arns)).tasks();
    }

    public Task task(String arn) {
        return ecs.describeTasks(request -> request.cluster(CLUSTER).tasks(arn)).tasks().getFirst();
    }

    public List<ObjectNode> events(String detailType) {
        return events.stream().filter(event -> event.type.equals(detailType)).map(Event::detail).toList();
    }

    /** One event on the bus. */
    public record Event(String type, List<String> resources, ObjectNode detail) {}

    private final class Balancer implements LoadBalancer {
        @Override
        public void register(String serviceArn, String revision, String taskArn, URI endpoint) {
            journal.add("load: " + taskArn + " registered");
        }

        @Override
        public void deregister(String taskArn) {
            journal.add("load: " + taskArn + " deregistered");
        }

        @Override
        public void shift(String serviceArn, Map<String, Double> weights) {
            traffic.clear();
            traffic.putAll(weights);
        }
    }
}
