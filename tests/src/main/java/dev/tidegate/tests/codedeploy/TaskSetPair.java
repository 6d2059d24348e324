package dev.tidegate.tests.codedeploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tidegate.tests.ecs.ServiceTaskSet;
import software.amazon.awssdk.services.codedeploy.model.ECSTaskSet;
import software.amazon.awssdk.services.codedeploy.model.TargetLabel;

/**
 * The two task sets of a deployment. Traffic goes from the one it leaves to its goal: from blue to green in a deployment, from
 * green to blue in a rollback.
 */
final class TaskSetPair {
    private final boolean back;
    private Optional<ServiceTaskSet> leaving;
    private Optional<ServiceTaskSet> goal;
    private double shifted;

    private TaskSetPair(boolean back, Optional<ServiceTaskSet> leaving, Optional<ServiceTaskSet> goal) {
        this.back = back;
        this.leaving = leaving;
        this.goal = goal;
    }

    static TaskSetPair forward() {
        return new TaskSetPair(false, Optional.empty(), Optional.empty());
    }

    /** The way back of a deployment that has made its green task set. */
    TaskSetPair reversed() {
        return new TaskSetPair(true, goal, leaving);
    }

    void from(Optional<ServiceTaskSet> blue) {
        leaving = blue;
    }

    void to(ServiceTaskSet green) {
        goal = Optional.of(green);
    }

    Map<String, Double> shiftTo(double percent) {
        shifted = leaving.isEmpty() ? 100.0 : percent;
        var weights = new LinkedHashMap<String, Double>();
        goal.ifPresent(set -> weights.put(set.id(), shifted));
        leaving.ifPresent(set -> weights.put(set.id(), 100.0 - shifted));
        return weights;
    }

    Optional<ServiceTaskSet> leaving() {
        return leaving;
    }

    Optional<ServiceTaskSet> goal() {
        return goal;
    }

    List<ECSTaskSet> views() {
        return Stream.concat(
                leaving.stream().map(set -> view(set, 100.0 - shifted, back ? TargetLabel.GREEN : TargetLabel.BLUE)),
                goal.stream().map(set -> view(set, shifted, back ? TargetLabel.BLUE : TargetLabel.GREEN))).toList();
    }

    private static ECSTaskSet view(ServiceTaskSet set, double weight, TargetLabel label) {
        var described = set.view();
        return ECSTaskSet.builder()
                .identifer(set.id())
                .desiredCount(described.computedDesiredCount().longValue())
                .pendingCount(described.pendingCount().longValue())
                .runningCount(described.runningCount().longValue())
                .status(described.status())
                .trafficWeight(weight)
                .taskSetLabel(label)
                .build();
    }
}
