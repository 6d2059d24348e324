package dev.tidegate.lambda.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.drain.Consumer;
import dev.tidegate.lambda.release.Rules;

/**
 * One database, everything that runs code against it, and how its migrations are run.
 *
 * @param name the entry's name, in logs and direct calls
 * @param services the services whose deployments carry its migrations; at least one
 * @param identity by what the code of those services is recognised when another of them is deployed
 * @param others services and task families that use it as well
 * @param alarms CloudWatch alarms that must be quiet before the post-traffic phase, by name
 * @param hookPoll how soon ECS is to ask again while a hook waits; whole seconds
 */
public record Database(String name, List<DeployedService> services, CodeIdentity identity, List<Consumer> others,
        MigrationTask task, List<String> alarms, Duration hookPoll, Rules rules) {
    public Database {
        services = List.copyOf(services);
        others = List.copyOf(others);
        alarms = List.copyOf(alarms);
    }

    /** The service of that cluster and name. */
    public Optional<DeployedService> service(String cluster, String service) {
        return services.stream().filter(one -> one.cluster().equals(cluster) && one.name().equals(service)).findFirst();
    }

    /** Everything that runs code against it while {@code deploying} is deployed, that one excepted. */
    public List<Consumer> consumersBeside(DeployedService deploying) {
        Stream<Consumer> siblings = services.stream().filter(service -> !service.equals(deploying))
                .map(service -> new Consumer(Consumer.Kind.SERVICE, service.cluster(), service.name(), identity,
                        service.container()));
        return Stream.concat(siblings, others.stream()).toList();
    }

    /** By what the code of a release has to be known, so that it can be compared with all consumers. */
    public Set<CodeIdentity> identities() {
        Stream<CodeIdentity> siblings = services.size() > 1 ? Stream.of(identity) : Stream.empty();
        return Stream.concat(siblings, others.stream().map(Consumer::identity)).collect(Collectors.toSet());
    }
}
