package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.drain.Consumer;
import dev.tidegate.lambda.release.Rules;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.DeployedService;
import dev.tidegate.lambda.settings.DeploymentGroup;
import dev.tidegate.lambda.settings.MigrationTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A database with its history, and everything that runs code against it. Version n brings one pre-traffic and one
 * post-traffic migration; the latter takes away what code older than n needs.
 */
final class SimDatabase {
    final String name;
    final CodeIdentity identity;
    final Rules rules;
    final List<SimService> services = new ArrayList<>();
    final List<Family> families = new ArrayList<>();
    final List<MigrationRun> runs = new ArrayList<>();
    /** The pre-traffic migrations that are committed, by version. */
    final BitSet expanded = new BitSet();
    /** The post-traffic migrations that are committed, by version. */
    final BitSet contracted = new BitSet();
    /** The releases that committed post-traffic migrations. */
    final Set<String> contractors = new HashSet<>();
    /** Whether the newest image of the migrations serves every release, so that the code deployed may be older. */
    boolean newestImage;
    /** When the last deployment of a service with hooks, or with an announcement, began. */
    long begunAt = -Spans.HOUR;
    /** The newest version whose deployment has begun, be it recorded yet or not. */
    int newestBegun;
    /** The task that holds the runner's lock. */
    Optional<MigrationRun> locker = Optional.empty();
    private Optional<Database> settings = Optional.empty();
    private final Map<String, List<Consumer>> beside = new HashMap<>();
    private final Map<Integer, Code> codes = new HashMap<>();

    SimDatabase(String name, CodeIdentity identity, Rules rules) {
        this.name = name;
        this.identity = identity;
        this.rules = rules;
        expanded.set(1);
        contracted.set(1);
    }

    /** Code older than this can no longer run. */
    int floor() {
        return contracted.length() - 1;
    }

    /** By what a version is recognised; the first one was built before anybody thought of an environment variable. */
    Optional<Code> code(int version) {
        return version == 1 && identity instanceof CodeIdentity.Environment ? Optional.empty()
                : Optional.of(codes.computeIfAbsent(version, number -> new Code(identity, "v" + number)));
    }

    /** Digests are only known once an image has been pulled. */
    boolean isKnownBeforeItRuns() {
        return !(identity instanceof CodeIdentity.ImageDigest);
    }

    SimService service(String service) {
        return services.stream().filter(one -> one.name.equals(service)).findFirst().orElseThrow();
    }

    Family family(String family) {
        return families.stream().filter(one -> one.name.equals(family)).findFirst().orElseThrow();
    }

    List<Consumer> consumersBeside(SimService deploying) {
        return beside.computeIfAbsent(deploying.name, _ -> settings.orElseThrow().consumersBeside(settings.get()
                .service("c", deploying.name).orElseThrow()));
    }

    Database settings(Duration hookPoll) {
        List<DeployedService> carriers = services.stream().filter(SimService::isCarrier).map(
                service -> new DeployedService("c", service.name, service.controller == Controller.CODE_DEPLOY
                        ? Optional.of(new DeploymentGroup(service.name, "group"))
                        : Optional.empty(), Optional.empty())).toList();
        List<Consumer> others = new ArrayList<>();
        services.stream().filter(service -> !service.isCarrier()).forEach(service -> others.add(new Consumer(
                Consumer.Kind.SERVICE, "c", service.name, identity, Optional.empty())));
        families.forEach(family -> others.add(new Consumer(Consumer.Kind.FAMILY, "c", family.name, identity, Optional
                .empty())));
        MigrationTask task = new MigrationTask(Optional.of("migrations"), "migrations", List.of("pre"), List.of(
                "post"), List.of(), List.of(), false);
        Database entry = new Database(name, carriers, identity, others, task, List.of(), hookPoll, rules);
        settings = Optional.of(entry);
        return entry;
    }
}
