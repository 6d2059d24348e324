package dev.tidegate.lambda.drain;

import java.time.Instant;
import java.util.List;

/** What one look at a service's tasks has shown. */
public sealed interface DrainReading {
    /**
     * Everything could be read.
     *
     * @param at when the last of it was read
     * @param service whose tasks, by name
     * @param target which of them run the new code
     * @param tasks all tasks of the service that ECS still knows, whether told to stop or not
     * @param otherRevisions task sets or service revisions other than the target that the service still lists
     */
    record Seen(Instant at, String service, Identity target, List<TaskSighting> tasks, List<String> otherRevisions)
            implements
                DrainReading {
        public Seen {
            tasks = List.copyOf(tasks);
            otherRevisions = List.copyOf(otherRevisions);
        }
    }

    /** Something could not be read: not drained. */
    record Unknown(String why) implements DrainReading {}

    /**
     * How a task of the new code is recognised.
     *
     * @param revision its {@code startedBy}
     * @param taskDefinition ARN; must agree, because AWS does not document the form of {@code startedBy}
     */
    record Identity(String revision, String taskDefinition) {}
}
