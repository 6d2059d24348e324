package dev.tidegate.lambda.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/** Reads revisions of task definitions. What a revision says never changes, so each is asked for once. */
final class TaskDefinitions {
    private static final int MOST_REMEMBERED = 200;

    private static final Duration TAGS_LIVE = Duration.ofSeconds(30);

    private final EcsClient ecs;
    private final InstantSource clock;
    private final TimeLimit limit;
    private final Map<String, TaskDefinition> revisions = new HashMap<>();
    private final Map<String, Tags> tags = new HashMap<>();

    TaskDefinitions(EcsClient ecs, InstantSource clock, TimeLimit limit) {
        this.ecs = ecs;
        this.clock = clock;
        this.limit = limit;
    }

    private record Tags(Instant readAt, List<Tag> all) {}

    /** @param arn of a revision */
    TaskDefinition revision(String arn) {
        return kept(revisions, arn).orElseGet(() -> remember(
                limit.ask("ECS DescribeTaskDefinition", () -> describe(arn, List.of()).taskDefinition())));
    }

    /** Saves asking for a revision that was just read. */
    TaskDefinition remember(TaskDefinition revision) {
        revisions.put(revision.taskDefinitionArn(), revision);
        return revision;
    }

    /** The value of a tag of a revision. Unlike the rest, it may come and change, but not while one reading lasts. */
    Optional<String> tag(String arn, String key) {
        Instant now = clock.instant();
        Tags known = kept(tags, arn).filter(kept -> now.isBefore(kept.readAt().plus(TAGS_LIVE))).orElseGet(() -> {
            Tags read = new Tags(now, limit.ask("ECS DescribeTaskDefinition",
                    () -> describe(arn, List.of(TaskDefinitionField.TAGS)).tags()));
            tags.put(arn, read);
            return read;
        });
        return known.all().stream().filter(tag -> key.equals(tag.key())).map(Tag::value).findFirst();
    }

    private DescribeTaskDefinitionResponse describe(String arn, List<TaskDefinitionField> include) {
        return ecs.describeTaskDefinition(describe -> describe.taskDefinition(arn).include(include));
    }

    private static <T> Optional<T> kept(Map<String, T> remembered, String arn) {
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.clear();
        }
        return Optional.ofNullable(remembered.get(arn));
    }
}
