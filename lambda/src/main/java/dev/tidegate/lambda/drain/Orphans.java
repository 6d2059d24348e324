package dev.tidegate.lambda.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tasks that ECS has given up without ending them: when a container instance is deregistered by force, its tasks are
 * called STOPPED while their containers "remain running until you terminate the instance" (ECS API reference,
 * DeregisterContainerInstance). ECS forgets them after an hour, so they are remembered until a person says that they have
 * ended.
 *
 * @param waited those that may go on
 * @param ended those of which somebody has said that they have ended, as long as ECS may still list them
 */
public record Orphans(List<Orphan> waited, List<Ended> ended) {
    /** Nobody. */
    public static final Orphans NONE = new Orphans(List.of(), List.of());

    /** One by one: an item of the ledger has room for 400 KB. */
    private static final int MOST = 200;
    private static final String OTHERS = "others of ";
    /** Longer than ECS lists a task that has stopped. */
    private static final Duration LISTED = Duration.ofDays(1);

    public Orphans {
        waited = List.copyOf(waited);
        ended = List.copyOf(ended);
    }

    /** One of them. @param of whose, as messages call it */
    public record Orphan(String of, TaskSighting task) {}

    /** One that has ended. @param at when somebody said so */
    public record Ended(String task, Instant at) {}

    /** The same readings as if ECS forgot no orphan, and knew which of them have ended. */
    public List<DrainReading> recall(List<DrainReading> readings) {
        return readings.stream().map(reading -> reading.mapTasks(recall(reading.of()))).toList();
    }

    private UnaryOperator<List<TaskSighting>> recall(String of) {
        Set<String> over = ended.stream().map(Ended::task).collect(Collectors.toSet());
        List<TaskSighting> own = waited.stream().filter(orphan -> orphan.of().equals(of)).map(Orphan::task).toList();
        Set<String> known = own.stream().map(TaskSighting::task).collect(Collectors.toSet());
        return tasks -> Stream.concat(tasks.stream().filter(task -> !known.contains(task.task())).map(
                task -> over.contains(task.task()) ? task.ended() : task), own.stream()).toList();
    }

    /**
     * With those that these readings show and that were not known. Of more than 200 the others of a consumer are remembered as
     * one, {@code others of service "worker"}, so that none is forgotten.
     */
    public Orphans with(List<DrainReading> readings) {
        Set<String> known = Stream.concat(waited.stream().map(orphan -> orphan.task().task()), ended.stream().map(
                Ended::task)).collect(Collectors.toSet());
        List<Orphan> all = new ArrayList<>(waited);
        for (DrainReading reading : readings) {
            for (TaskSighting task : reading.tasks()) {
                TaskSighting remembered = all.size() < MOST ? task : others(reading.of());
                if (task.orphaned() && !known.contains(task.task()) && known.add(remembered.task())) {
                    all.add(new Orphan(reading.of(), remembered));
                }
            }
        }
        return all.size() == waited.size() ? this : new Orphans(all, ended);
    }

    /** Of no release's code, so that every release waits for them. */
    private static TaskSighting others(String of) {
        return new TaskSighting(OTHERS + of, "", "", Set.of(), TaskSighting.ORPHANED, Optional.empty(), Optional
                .empty());
    }

    /** Somebody says that these tasks have ended. */
    public Orphans end(Set<String> tasks, Instant now) {
        List<Ended> over = new ArrayList<>(ended.stream().filter(known -> known.at().plus(LISTED).isAfter(now))
                .toList());
        // The others may come again: those that there was no room for are seen as long as ECS lists them.
        tasks.stream().filter(task -> !task.startsWith(OTHERS)).sorted().forEach(task -> over.add(new Ended(task,
                now)));
        return new Orphans(waited.stream().filter(orphan -> !tasks.contains(orphan.task().task())).toList(), over);
    }

    /** Those that are waited for beside {@code others}, by owner and ARN. */
    public List<String> beside(Orphans others) {
        return waited.stream().filter(orphan -> !others.waited().contains(orphan)).map(orphan -> orphan.of() + ": "
                + orphan.task().task()).toList();
    }
}
