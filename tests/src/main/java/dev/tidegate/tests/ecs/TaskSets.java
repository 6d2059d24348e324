package dev.tidegate.tests.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * The task sets of one service: what CodeDeploy asks ECS for during a blue/green deployment. To be used on the control-plane
 * thread.
 */
public final class TaskSets {
    private final ControlPlane plane;
    private final EcsService service;
    private final List<ServiceTaskSet> sets = new ArrayList<>();

    TaskSets(ControlPlane plane, EcsService service) {
        this.plane = plane;
        this.service = service;
    }

    /**
     * Starts a task set that has no traffic yet, with as many tasks as the service wants.
     *
     * @param taskDefinition ARN, or family and revision
     * @param deployment CodeDeploy's deployment id, which becomes the task set's external id
     * @param container the container that serves
     * @param port its port
     * @param network instead of the service's
     */
    public ServiceTaskSet create(String taskDefinition, String deployment, String container, Integer port,
            Optional<NetworkConfiguration> network) {
        var balancer = LoadBalancer.builder().containerName(container).containerPort(port).build();
        return add(new ServiceTaskSet.Wanted(plane.definitions.resolve(taskDefinition), Optional.of(deployment),
                network,
                Optional.of(balancer)), "ACTIVE");
    }

    /** The first task set of a service, which serves at once. */
    void createFirst(String taskDefinition) {
        var balancer = service.settings().loadBalancers().stream().findFirst();
        var first = add(new ServiceTaskSet.Wanted(plane.definitions.resolve(taskDefinition), Optional.empty(),
                Optional.empty(), balancer), "PRIMARY");
        plane.world.loadBalancer().shift(service.arn(), Map.of(first.id(), 100.0));
    }

    private ServiceTaskSet add(ServiceTaskSet.Wanted wanted, String status) {
        var set = new ServiceTaskSet(plane, service, wanted, status);
        sets.add(set);
        plane.note("task set of " + wanted.definition().family() + ":" + wanted.definition().revision() + " created");
        set.fleet().scaleTo(service.desiredCount());
        return set;
    }

    /** The one that serves. */
    public Optional<ServiceTaskSet> primary() {
        return sets.stream().filter(set -> set.status().equals("PRIMARY")).findFirst();
    }

    /** All that are not yet deleted to the end. */
    public List<ServiceTaskSet> all() {
        return List.copyOf(sets);
    }

    /** Makes it the primary one; the one that was stays, as ACTIVE. */
    public void promote(ServiceTaskSet set) {
        primary().ifPresent(before -> before.become("ACTIVE"));
        set.become("PRIMARY");
        service.change(service.settings().toBuilder().taskDefinition(set.taskDefinition()).build());
    }

    /** Sets the listener's weights by task set id, in percent. */
    public void shift(Map<String, Double> weights) {
        plane.world.loadBalancer().shift(service.arn(), weights);
    }

    /**
     * Stops its tasks. It is DRAINING meanwhile and vanishes when none of them is counted as running, even though containers
     * still execute in those that are DEACTIVATING or STOPPING; or, if so chosen, when all are STOPPED.
     */
    public void delete(ServiceTaskSet set) {
        set.become("DRAINING");
        set.fleet().scaleTo(0);
        if (plane.behaviour().successAfterStopped()) {
            set.whenGone(() -> sets.remove(set));
        } else {
            set.whenScaledDown(() -> sets.remove(set));
        }
    }

    /** ARN of the service. */
    public String serviceArn() {
        return service.arn();
    }

    List<TaskSet> views() {
        return sets.stream().map(ServiceTaskSet::view).toList();
    }

    void scaleTo(int count) {
        sets.stream().filter(set -> !set.status().equals("DRAINING")).forEach(set -> set.fleet().scaleTo(count));
    }

    int running() {
        return sets.stream().mapToInt(set -> set.fleet().running()).sum();
    }

    int pending() {
        return sets.stream().mapToInt(set -> set.fleet().pending()).sum();
    }
}
