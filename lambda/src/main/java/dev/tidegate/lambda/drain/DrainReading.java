package dev.tidegate.lambda.drain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one look at everything that runs code against a database has shown. */
public sealed interface DrainReading {
    /** Whose tasks, as messages call it: {@code service "shop"}. */
    String of();

    /**
     * The deploying service. Its tasks are told apart by task set or service revision: both may run the same image.
     *
     * @param at when the last of it was read
     * @param target which of them run the new code
     * @param tasks all tasks of the service that ECS still knows, whether told to stop or not
     * @param otherRevisions task sets or service revisions other than the target that the service still lists
     */
    record Deploying(Instant at, String of, Identity target, List<TaskSighting> tasks, List<String> otherRevisions)
            implements
                DrainReading {
        public Deploying {
            tasks = List.copyOf(tasks);
            otherRevisions = List.copyOf(otherRevisions);
        }
    }

    /**
     * Another consumer. Its tasks are told apart by their code.
     *
     * @param at when the last of it was read
     * @param tasks all its tasks that ECS still knows, whether told to stop or not
     * @param standbys what it would start next
     */
    record Other(Instant at, Consumer consumer, List<TaskSighting> tasks, List<Standby> standbys)
            implements
                DrainReading {
        public Other {
            tasks = List.copyOf(tasks);
            standbys = List.copyOf(standbys);
        }

        @Override
        public String of() {
            return consumer.title();
        }
    }

    /** Something could not be read: not drained. */
    record Unknown(String of, String why) implements DrainReading {}

    /**
     * How a task of the new code is recognised.
     *
     * @param revision its {@code startedBy}
     * @param taskDefinition ARN; must agree, because AWS does not document the form of {@code startedBy}
     */
    record Identity(String revision, String taskDefinition) {}

    /** The tasks that were seen. */
    default List<TaskSighting> tasks() {
        return List.of();
    }

    /** The same with other tasks. */
    default DrainReading mapTasks(UnaryOperator<List<TaskSighting>> change) {
        return switch (this) {
            case Deploying seen ->
                new Deploying(seen.at(), seen.of(), seen.target(), change.apply(seen.tasks()), seen.otherRevisions());
            case Other seen -> new Other(seen.at(), seen.consumer(), change.apply(seen.tasks()), seen.standbys());
            case Unknown unknown -> unknown;
        };
    }

    /** All code that was seen, be it running, stopped or about to be started. */
    default Set<Code> codes() {
        return switch (this) {
            case Deploying deploying -> codes(deploying.tasks());
            case Other other -> Stream.concat(codes(other.tasks()).stream(),
                    other.standbys().stream().flatMap(standby -> standby.code().stream())).collect(Collectors.toSet());
            case Unknown _ -> Set.of();
        };
    }

    private static Set<Code> codes(List<TaskSighting> tasks) {
        return tasks.stream().flatMap(task -> task.codes().stream()).collect(Collectors.toSet());
    }
}
