package dev.tidegate.lambda.drain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides whether a read shows that older code can no longer execute. Counts are never asked: ECS counts a task that
 * is being stopped as gone while its containers still run. What is unknown is not drained.
 */
public final class DrainRule {
    private DrainRule() {}

    /** Judges one read. */
    public static DrainVerdict judge(DrainReading reading) {
        return switch (reading) {
            case DrainReading.Unknown(String why) -> new DrainVerdict.NotSeen("cannot see who still runs: " + why);
            case DrainReading.Seen seen -> judge(seen);
        };
    }

    private static DrainVerdict judge(DrainReading.Seen seen) {
        List<TaskSighting> old = new ArrayList<>();
        int fresh = 0;
        for (TaskSighting task : seen.tasks()) {
            if (!task.revision().equals(seen.target().revision())) {
                old.add(task);
            } else if (task.taskDefinition().equals(seen.target().taskDefinition())) {
                fresh++;
            } else {
                return new DrainVerdict.NotClear(contradiction(seen, task));
            }
        }
        List<TaskSighting> lingering = old.stream().filter(task -> !task.gone()).toList();
        if (!lingering.isEmpty()) {
            return new DrainVerdict.NotClear(waitingFor(seen.service(), lingering));
        }
        if (!seen.otherRevisions().isEmpty()) {
            return new DrainVerdict.NotClear("waiting for service \"" + seen.service() + "\": it still lists "
                    + String.join(", ", seen.otherRevisions()));
        }
        Optional<Instant> lastGone = old.stream().flatMap(task -> task.stoppedAt().stream()).max(Instant::compareTo);
        return new DrainVerdict.Clear(new Clearance(seen.at(), fresh, old.size(), lastGone));
    }

    private static String contradiction(DrainReading.Seen seen, TaskSighting task) {
        return "task " + task.task() + " of service \"" + seen.service() + "\" says it belongs to the new code ("
                + task.revision() + ") but runs " + task.taskDefinition() + " instead of "
                + seen.target().taskDefinition();
    }

    private static String waitingFor(String service, List<TaskSighting> lingering) {
        Map<String, Integer> byStatus = new TreeMap<>();
        lingering.forEach(task -> byStatus.merge(task.lastStatus(), 1, Integer::sum));
        List<String> counts = new ArrayList<>();
        byStatus.forEach((status, count) -> counts.add(count + " " + status));
        Optional<Instant> since = lingering.stream().flatMap(task -> task.stoppingAt().stream())
                .min(Instant::compareTo);
        return "waiting for service \"" + service + "\": " + lingering.size()
                + (lingering.size() == 1 ? " task of older code has" : " tasks of older code have") + " not stopped ("
                + String.join(", ", counts) + since.map(at -> ", stopping since " + at).orElse("") + ")";
    }
}
