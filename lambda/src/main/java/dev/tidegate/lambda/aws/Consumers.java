package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.drain.Consumer;
import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.drain.Standby;
import dev.tidegate.lambda.drain.TaskSighting;
import dev.tidegate.lambda.release.Cloud;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** Reads what consumers other than the deploying service run, and what they would start next. */
final class Consumers {
    private final EcsClient ecs;
    private final Services services;
    private final Codes codes;
    private final Sightings sightings;
    private final InstantSource clock;
    private final TimeLimit limit;

    Consumers(EcsClient ecs, Services services, Codes codes, InstantSource clock, TimeLimit limit) {
        this.ecs = ecs;
        this.services = services;
        this.codes = codes;
        this.sightings = new Sightings(codes);
        this.clock = clock;
        this.limit = limit;
    }

    /** What it runs and would start. A service that was deleted is not known. */
    DrainReading read(Consumer consumer) {
        return seen(consumer, () -> {
            Service service = services.describe(consumer.cluster(), consumer.name());
            return service(consumer, service, underWay(service));
        });
    }

    /** The same before the new code exists: a service that is not there, or not any more, starts nothing. */
    DrainReading before(Consumer consumer) {
        return seen(consumer, () -> services.find(consumer.cluster(), consumer.name()).map(service -> Services.isGone(
                service) ? deleted(consumer) : service(consumer, service, Stream.empty())).orElseGet(() -> nothing(
                        consumer)));
    }

    /** One consumer that cannot be read must not hide what the others show. */
    private DrainReading seen(Consumer consumer, Supplier<DrainReading> service) {
        try {
            return switch (consumer.kind()) {
                case SERVICE -> service.get();
                case FAMILY -> family(consumer);
            };
        } catch (Cloud.Unavailable e) {
            return new DrainReading.Unknown(consumer.title(), e.getMessage());
        }
    }

    private DrainReading nothing(Consumer consumer) {
        return new DrainReading.Other(clock.instant(), consumer, List.of(), List.of());
    }

    /** A service is INACTIVE as soon as its tasks are told to stop (ECS API reference, DeleteService). */
    private DrainReading deleted(Consumer consumer) {
        try {
            return new DrainReading.Other(clock.instant(), consumer, tasks(consumer), List.of());
        } catch (Cloud.Unavailable e) {
            if (e.getCause() instanceof ServiceNotFoundException) {
                return nothing(consumer);
            }
            throw e;
        }
    }

    private List<TaskSighting> tasks(Consumer consumer) {
        return sightings.of(services.ofService(consumer.cluster(), consumer.name()), question(consumer));
    }

    private static Codes.Question question(Consumer consumer) {
        return new Codes.Question(consumer.container(), Set.of(consumer.identity()));
    }

    /**
     * @param service described before its tasks are listed: a task that is started in between is seen
     * @param more what it may start besides
     */
    private DrainReading service(Consumer consumer, Service service, Stream<Standby> more) {
        if (Services.isGone(service)) {
            return new DrainReading.Unknown(consumer.title(), "it was deleted; take it out of the settings");
        }
        Map<String, List<ContainerImage>> started = wouldStart(service);
        List<TaskSighting> tasks = tasks(consumer);
        Stream<Standby> standbys = started.entrySet().stream().map(entry -> new Standby(Arns.lastSegment(entry
                .getKey()), code(consumer, entry.getKey(), entry.getValue(), tasks)));
        return new DrainReading.Other(clock.instant(), consumer, tasks, Stream.concat(standbys, more)
                .toList());
    }

    /** Until it has completed, a deployment may be rolled back to code of which nothing runs any more. */
    private static Stream<Standby> underWay(Service service) {
        return service.deployments().stream().filter(deployment -> deployment
                .rolloutState() == DeploymentRolloutState.IN_PROGRESS).map(deployment -> new Standby(
                        "what ran before if its deployment " + deployment.id() + " of " + Arns.lastSegment(String
                                .valueOf(deployment.taskDefinition())) + ", which is IN_PROGRESS, failed", Optional
                                        .empty()));
    }

    private Optional<Code> code(Consumer consumer, String taskDefinition, List<ContainerImage> images,
            List<TaskSighting> tasks) {
        Set<Code> defined = codes.of(taskDefinition, images, question(consumer));
        // What a tag stands for is only known from tasks; all that live have to agree.
        Set<Set<Code>> running = tasks.stream().filter(task -> !task.gone() && task.taskDefinition().equals(
                taskDefinition)).map(TaskSighting::codes).collect(Collectors.toSet());
        return defined.stream().findFirst().or(() -> running.size() == 1
                ? running.iterator().next().stream().findFirst()
                : Optional.empty());
    }

    /** The task definitions that the service starts tasks of, with the images that ECS has settled on. */
    private Map<String, List<ContainerImage>> wouldStart(Service service) {
        Map<String, List<ContainerImage>> found = new LinkedHashMap<>();
        revisions(service).forEach(revision -> found.put(revision.taskDefinition(), revision.containerImages()));
        Stream.concat(service.deployments().stream().map(deployment -> deployment.taskDefinition()), service.taskSets()
                .stream().map(set -> set.taskDefinition())).filter(Objects::nonNull)
                .forEach(taskDefinition -> found.putIfAbsent(taskDefinition, List.of()));
        if (found.isEmpty() && service.taskDefinition() != null) {
            found.put(service.taskDefinition(), List.of());
        }
        return found;
    }

    private List<ServiceRevision> revisions(Service service) {
        List<String> arns = service.currentServiceRevisions().stream().map(revision -> revision.arn()).toList();
        return arns.isEmpty() ? List.of()
                : limit.ask("ECS DescribeServiceRevisions", () -> ecs.describeServiceRevisions(
                        describe -> describe.serviceRevisionArns(arns)).serviceRevisions());
    }

    private DrainReading family(Consumer consumer) {
        List<Standby> standbys = new ArrayList<>();
        newest(consumer.name()).ifPresent(newest -> standbys.add(newest(consumer, newest)));
        List<TaskSighting> tasks = sightings.of(services.ofFamily(consumer.cluster(), consumer.name()), question(
                consumer));
        // Which digest a tag stands for shows only when a task is started: a schedule is not held against the release.
        standbys.removeIf(standby -> standby.code().isEmpty()
                && consumer.identity() instanceof CodeIdentity.ImageDigest);
        return new DrainReading.Other(clock.instant(), consumer, tasks, standbys);
    }

    private Standby newest(Consumer consumer, String taskDefinition) {
        return new Standby(Arns.lastSegment(taskDefinition), codes.of(taskDefinition, List.of(), question(consumer))
                .stream().findFirst());
    }

    /** What a schedule that names the family without a revision starts; empty when the family has no active revision. */
    private Optional<String> newest(String family) {
        return limit.ask("ECS DescribeTaskDefinition", () -> {
            try {
                return Optional.of(ecs.describeTaskDefinition(describe -> describe.taskDefinition(family))
                        .taskDefinition().taskDefinitionArn());
            } catch (ClientException _) {
                return Optional.empty();
            }
        });
    }
}
