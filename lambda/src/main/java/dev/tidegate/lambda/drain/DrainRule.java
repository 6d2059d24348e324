package dev.tidegate.lambda.drain;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides whether a read shows that older code can no longer execute. Counts are never asked: ECS counts a task that
 * is being stopped as gone while its containers still run. What is unknown is not drained.
 */
public final class DrainRule {
    private DrainRule() {}

    /**
     * Judges one read.
     *
     * @param readings of everything that runs code against the database
     * @param newCode the code of the release, and of later ones
     */
    public static DrainVerdict judge(List<DrainReading> readings, Set<Code> newCode) {
        Set<Code> known = new HashSet<>(newCode);
        readings.forEach(reading -> known.addAll(ownCode(reading)));
        List<Presence> presences = readings.stream().map(reading -> Presence.of(reading, known)).toList();
        if (presences.isEmpty()) {
            return new DrainVerdict.NotSeen(List.of("nothing was looked at"));
        }
        List<String> old = presences.stream().flatMap(presence -> presence.stays().stream()).toList();
        List<String> unseen = presences.stream().flatMap(presence -> presence.unseen().stream()).toList();
        if (!old.isEmpty()) {
            return new DrainVerdict.NotClear(Stream.concat(old.stream(), unseen.stream()).toList());
        }
        return unseen.isEmpty() ? new DrainVerdict.Clear(clearance(presences)) : new DrainVerdict.NotSeen(unseen);
    }

    /** What the new tasks of the deploying service really run: the digest of an image is often known only from them. */
    private static Set<Code> ownCode(DrainReading reading) {
        Set<Code> own = new HashSet<>();
        if (reading instanceof DrainReading.Deploying deploying) {
            deploying.tasks().stream().filter(task -> task.revision().equals(deploying.target().revision())
                    && task.taskDefinition().equals(deploying.target().taskDefinition()))
                    .forEach(task -> own.addAll(task.codes()));
        }
        return own;
    }

    private static Clearance clearance(List<Presence> presences) {
        Optional<Instant> lastGone = presences.stream().flatMap(presence -> presence.lastGoneAt().stream())
                .max(Instant::compareTo);
        return new Clearance(presences.stream().map(Presence::at).max(Instant::compareTo).orElseThrow(),
                presences.stream().map(Presence::of).toList(), presences.stream().mapToInt(Presence::fresh).sum(),
                presences.stream().mapToInt(Presence::gone).sum(), lastGone);
    }
}
