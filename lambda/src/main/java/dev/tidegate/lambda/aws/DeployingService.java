package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Target;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;

/** Reads the tasks of the service whose deployment carries the migrations. */
final class DeployingService {
    /** What no task says of itself: before the new code exists all tasks are old. */
    private static final DrainReading.Identity NOBODY = new DrainReading.Identity("no task", "no task definition");

    private final Services services;
    private final Sightings sightings;
    private final InstantSource clock;

    DeployingService(Services services, Sightings sightings, InstantSource clock) {
        this.services = services;
        this.sightings = sightings;
        this.clock = clock;
    }

    static String title(Target target) {
        return "service \"" + target.service() + "\"";
    }

    /** What it runs before the new code exists. A service whose creation was announced runs nothing. */
    DrainReading before(Target target, Codes.Question question) {
        try {
            return read(target, NOBODY, List.of(), question);
        } catch (Cloud.Unavailable e) {
            return e.getCause() instanceof ServiceNotFoundException
                    ? new DrainReading.Deploying(clock.instant(), title(target), NOBODY, List.of(), List.of())
                    : new DrainReading.Unknown(title(target), e.getMessage());
        }
    }

    /** What it runs now. @param others task sets or revisions other than the new one, as they were read before this */
    DrainReading read(Target target, DrainReading.Identity identity, List<String> others, Codes.Question question) {
        var tasks = sightings.of(services.ofService(target.cluster(), target.service()), question);
        return new DrainReading.Deploying(clock.instant(), title(target), identity, tasks, others);
    }
}
