package dev.tidegate.lambda.drain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one consumer's tasks mean for the drain.
 *
 * @param of whose, as messages call it
 * @param stays one sentence when it may still execute older code
 * @param unseen one sentence when it could not be seen
 */
record Presence(Instant at, String of, int fresh, int gone, Optional<Instant> lastGoneAt, Optional<String> stays,
        Optional<String> unseen) {
    static Presence of(DrainReading reading, Set<Code> newCode) {
        return switch (reading) {
            case DrainReading.Unknown(String of, String why) -> new Presence(Instant.EPOCH, of, 0, 0, Optional.empty(),
                    Optional.empty(), Optional.of("cannot see who still runs in " + of + ": " + why));
            case DrainReading.Deploying deploying -> deploying(deploying);
            case DrainReading.Other other -> other(other, newCode);
        };
    }

    private static Presence deploying(DrainReading.Deploying seen) {
        Map<Boolean, List<TaskSighting>> byAge = seen.tasks().stream().collect(Collectors.partitioningBy(
                task -> !task.revision().equals(seen.target().revision())));
        List<TaskSighting> old = byAge.get(true);
        Optional<String> stays = byAge.get(false).stream().filter(task -> !task.taskDefinition().equals(seen.target()
                .taskDefinition())).findFirst()
                .map(task -> contradiction(seen, task)).or(() -> lingering(seen.of(), old, ""))
                .or(() -> seen.otherRevisions().isEmpty() ? Optional.empty()
                        : Optional.of("waiting for " + seen.of() + ": it still lists "
                                + String.join(", ", seen.otherRevisions())));
        return new Presence(seen.at(), seen.of(), seen.tasks().size() - old.size(), old.size(), lastGone(old), stays,
                Optional.empty());
    }

    private static String contradiction(DrainReading.Deploying seen, TaskSighting task) {
        return "task " + task.task() + " of " + seen.of() + " says it belongs to the new code (" + task.revision()
                + ") but runs " + task.taskDefinition() + " instead of " + seen.target().taskDefinition();
    }

    private static Presence other(DrainReading.Other seen, Set<Code> newCode) {
        CodeIdentity identity = seen.consumer().identity();
        List<TaskSighting> old = seen.tasks().stream()
                .filter(task -> task.code(identity).filter(newCode::contains).isEmpty()).toList();
        Optional<String> stays = lingering(seen.of(), old, running(old, identity, newCode))
                .or(() -> standby(seen, newCode));
        return new Presence(seen.at(), seen.of(), seen.tasks().size() - old.size(), old.size(), lastGone(old), stays,
                Optional.empty());
    }

    /** What the lingering tasks run: with the wrong identity no code ever matches, and this is where it shows. */
    private static String running(List<TaskSighting> old, CodeIdentity identity, Set<Code> newCode) {
        String codes = old.stream().filter(task -> !task.gone()).map(task -> task.code(identity).map(Code::value)
                .orElse("unknown")).distinct().sorted().limit(3).collect(Collectors.joining(", "));
        return "; by " + identity.text() + " they run " + codes + ", the release is " + expected(identity, newCode);
    }

    private static String expected(CodeIdentity identity, Set<Code> newCode) {
        String values = newCode.stream().filter(code -> code.identity().equals(identity)).map(Code::value).sorted()
                .collect(Collectors.joining(" or "));
        return values.isEmpty() ? "unknown" : values;
    }

    private static Optional<String> standby(DrainReading.Other seen, Set<Code> newCode) {
        return seen.standbys().stream().filter(standby -> standby.code().filter(newCode::contains).isEmpty())
                .findFirst().map(standby -> "waiting for " + seen.of() + ": it would start " + standby.what()
                        + ", whose code by " + seen.consumer().identity().text() + " is "
                        + standby.code().map(Code::value).orElse("unknown") + "; the release is "
                        + expected(seen.consumer().identity(), newCode));
    }

    private static Optional<String> lingering(String of, List<TaskSighting> old, String what) {
        List<TaskSighting> lingering = old.stream().filter(task -> !task.gone()).toList();
        if (lingering.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Integer> byStatus = new TreeMap<>();
        lingering.forEach(task -> byStatus.merge(task.lastStatus(), 1, Integer::sum));
        List<String> counts = new ArrayList<>();
        byStatus.forEach((status, count) -> counts.add(count + " " + status));
        Optional<Instant> since = lingering.stream().flatMap(task -> task.stoppingAt().stream())
                .min(Instant::compareTo);
        return Optional.of("waiting for " + of + ": " + lingering.size()
                + (lingering.size() == 1 ? " task of older code has" : " tasks of older code have") + " not stopped ("
                + String.join(", ", counts) + since.map(at -> ", stopping since " + at).orElse("") + ")" + what
                + givenUp(lingering));
    }

    private static String givenUp(List<TaskSighting> lingering) {
        List<String> orphans = lingering.stream().filter(TaskSighting::orphaned).map(TaskSighting::task).sorted()
                .limit(3).toList();
        return orphans.isEmpty() ? ""
                : "; ECS has given up what is ORPHANED while its containers may go on: terminate its container instance,"
                        + " then say so with \"ended\", tasks " + String.join(", ", orphans);
    }

    private static Optional<Instant> lastGone(List<TaskSighting> old) {
        return old.stream().flatMap(task -> task.stoppedAt().stream()).max(Instant::compareTo);
    }
}
