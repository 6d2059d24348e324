package dev.tidegate.tests.demo;

import dev.tidegate.tests.rehearsal.HookVerdict;
import dev.tidegate.tests.rehearsal.Rehearsal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.Task;

/** Judges what Tidegate promises of hooks and migration tasks, from what AWS saw. */
final class ControlPromises {
    private ControlPromises() {}

    static List<Promise> judge(Rehearsal rehearsal, String release, List<MigrationRun> migrations) {
        List<HookVerdict> verdicts = rehearsal.hookVerdicts();
        return List.of(committedBeforeAnswer(verdicts, migrations), answeredOnce(verdicts),
                oneTaskPerPhase(rehearsal.migrationTasks()), appliedOnce(migrations), ended(rehearsal, release));
    }

    private static Promise committedBeforeAnswer(List<HookVerdict> verdicts, List<MigrationRun> migrations) {
        Optional<Instant> committed = migrations.stream().filter(MigrationRun::isPreTraffic)
                .map(MigrationRun::finishedAt).max(Instant::compareTo);
        boolean held = verdicts.stream().filter(HookVerdict::succeeded)
                .allMatch(verdict -> committed.isEmpty() || !verdict.at().isBefore(committed.get()));
        return new Promise("the hook let the deployment go on only after pre-traffic migrations were committed", held,
                committed.isPresent() ? "yes" : "there were none");
    }

    private static Promise answeredOnce(List<HookVerdict> verdicts) {
        return new Promise("the hook got exactly one final answer", verdicts.size() == 1,
                Text.format("%,d", verdicts.size()));
    }

    private static Promise oneTaskPerPhase(List<Task> tasks) {
        Map<String, Integer> byPhase = new TreeMap<>();
        tasks.forEach(task -> byPhase.merge(task.startedBy().split("/")[2], 1, Integer::sum));
        return new Promise("one migration task ran for each phase", byPhase.equals(Map.of("pre", 1, "post", 1)),
                byPhase.toString());
    }

    private static Promise appliedOnce(List<MigrationRun> migrations) {
        long different = migrations.stream().map(MigrationRun::version).distinct().count();
        return new Promise("every migration was applied once", different == migrations.size(),
                Text.format("%,d migrations", migrations.size()));
    }

    private static Promise ended(Rehearsal rehearsal, String release) {
        String state = rehearsal.state(release);
        return new Promise("the release came to its end", state.equals("Completed"),
                "it is " + state);
    }
}
