package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.Consumer;
import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.drain.Standby;
import dev.tidegate.lambda.drain.TaskSighting;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what runs code against a database, in the same steps as the adapters: first what would be started, then what runs. */
final class Readings {
    private static final DrainReading.Identity NOBODY = new DrainReading.Identity("nobody", "nothing");

    private final World world;
    private final Calls calls;

    Readings(World world, Calls calls) {
        this.world = world;
        this.calls = calls;
    }

    List<DrainReading> before(Target target) {
        SimDatabase database = world.database(target.database());
        SimService service = database.service(target.service());
        return all(database, service, attempt(service.title(), () -> deploying(service, NOBODY, List.of())));
    }

    List<DrainReading> drain(Release release) {
        Target target = release.target().orElseThrow();
        SimDatabase database = world.database(target.database());
        SimService service = database.service(target.service());
        return all(database, service, attempt(service.title(), () -> own(release, service)));
    }

    private interface Reading {
        DrainReading read();
    }

    /** One consumer that cannot be read does not hide the others. */
    private static DrainReading attempt(String of, Reading reading) {
        try {
            return reading.read();
        } catch (Cloud.Unavailable e) {
            return new DrainReading.Unknown(of, e.getMessage());
        }
    }

    private List<DrainReading> all(SimDatabase database, SimService deploying, DrainReading own) {
        List<DrainReading> all = new ArrayList<>();
        all.add(own);
        for (Consumer consumer : database.consumersBeside(deploying)) {
            all.add(attempt(consumer.title(), () -> other(database, consumer)));
        }
        return all;
    }

    private DrainReading own(Release release, SimService service) {
        Optional<Rollout> rollout = world.carried(release.id().value()).rollout();
        if (rollout.isEmpty()) {
            return new DrainReading.Unknown(service.title(), "no deployment has begun");
        }
        Revision target = rollout.get().target;
        List<String> others = new ArrayList<>();
        boolean listed = calls.make(Calls.Api.ECS, "DescribeServices", () -> {
            List<Revision> revisions = service.listed(calls.asOf());
            revisions.stream().filter(revision -> !revision.equals(target)).forEach(revision -> others.add("revision "
                    + revision.id()));
            return revisions.contains(target);
        });
        if (!listed && release.deployment() instanceof Deployment.CodeDeploy) {
            return new DrainReading.Unknown(service.title(), "it has no task set of deployment " + release.id());
        }
        return deploying(service, new DrainReading.Identity(target.startedBy(), target.taskDefinition()), others);
    }

    private DrainReading deploying(SimService service, DrainReading.Identity identity, List<String> others) {
        List<TaskSighting> tasks = sightings(service.database, service.tasks);
        return new DrainReading.Deploying(instant(), service.title(), identity, tasks, others);
    }

    private DrainReading other(SimDatabase database, Consumer consumer) {
        return switch (consumer.kind()) {
            case SERVICE -> {
                SimService service = database.service(consumer.name());
                List<Revision> listed = calls.make(Calls.Api.ECS, "DescribeServices", () -> service.listed(calls
                        .asOf()));
                List<TaskSighting> tasks = sightings(database, service.tasks);
                yield new DrainReading.Other(instant(), consumer, tasks, listed.stream().map(revision -> standby(
                        database, revision, tasks)).toList());
            }
            case FAMILY -> {
                Family family = database.family(consumer.name());
                Revision newest = calls.make(Calls.Api.ECS, "DescribeTaskDefinition", family::newest);
                yield new DrainReading.Other(instant(), consumer, sightings(database, family.tasks), List.of(
                        new Standby(newest.taskDefinition(), database.code(newest.version()))));
            }
        };
    }

    /** ECS settles on digests for its own revisions; a task set's is only known from its tasks. */
    private static Standby standby(SimDatabase database, Revision revision, List<TaskSighting> tasks) {
        Optional<Code> known = database.isKnownBeforeItRuns() ? database.code(revision.version())
                : tasks.stream().filter(task -> !task.gone() && task.taskDefinition().equals(revision
                        .taskDefinition())).flatMap(task -> task.codes().stream()).findFirst();
        return new Standby(revision.id(), known);
    }

    /** ListTasks twice and DescribeTasks: each a call of its own, the last of which shows how they stand. */
    private List<TaskSighting> sightings(SimDatabase database, List<SimTask> tasks) {
        List<SimTask> listed = calls.make(Calls.Api.ECS, "ListTasks", () -> {
            long asOf = calls.asOf();
            List<SimTask> found = new ArrayList<>();
            for (SimTask task : tasks) {
                if (task.isListed(asOf)) {
                    found.add(task);
                }
            }
            return found;
        });
        return listed.isEmpty() ? List.of() : calls.make(Calls.Api.ECS, "DescribeTasks", () -> {
            long asOf = calls.asOf();
            List<TaskSighting> seen = new ArrayList<>(listed.size());
            for (SimTask task : listed) {
                seen.add(sighting(database, task, asOf));
            }
            return seen;
        });
    }

    private TaskSighting sighting(SimDatabase database, SimTask task, long asOf) {
        Set<Code> codes = database.isKnownBeforeItRuns() || task.isPulled(asOf) ? database.code(task.version)
                .<Set<Code>>map(Set::of).orElse(Set.of()) : Set.of();
        if (codes.isEmpty()) {
            world.tally.count(Seen.UNKNOWN_CODE);
        }
        return new TaskSighting(task.arn, task.startedBy, task.taskDefinition, codes, task.status(asOf),
                task.isToldToStop(asOf) ? Optional.of(at(Math.min(task.toldToStopAt(), task.stoppedAt())))
                        : Optional.empty(),
                asOf >= task.stoppedAt() ? Optional.of(at(task.stoppedAt())) : Optional.empty());
    }

    private Instant instant() {
        return at(world.now());
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(World.EPOCH + millis);
    }
}
