package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.drain.Orphans;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Lineage;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** DynamoDB: consistent reads, conditional writes, an index that lags behind. */
final class SimulatedLedger implements Ledger {
    private final World world;
    private final Calls calls;
    private final LedgerRules rules;
    private final Map<ReleaseId, Release> releases = new LinkedHashMap<>();
    private final Map<ReleaseId, Release> needed = new LinkedHashMap<>();
    private final Map<ReleaseId, Long> writtenAt = new HashMap<>();
    private final Map<String, Lineage> lineages = new HashMap<>();

    SimulatedLedger(World world, Calls calls) {
        this.world = world;
        this.calls = calls;
        rules = new LedgerRules(world);
    }

    private <T> T call(String what, java.util.function.Supplier<T> effect) {
        return calls.make(Calls.Api.DYNAMO_DB, what, effect);
    }

    @Override
    public Optional<Release> find(ReleaseId id) {
        return call("GetItem", () -> Optional.ofNullable(releases.get(id)));
    }

    @Override
    public Lineage lineage(String database) {
        return call("GetItem", () -> lineages.getOrDefault(database, Lineage.none(database)));
    }

    @Override
    public Release openIfAbsent(Release release) {
        return call("PutItem", () -> {
            Release kept = releases.get(release.id());
            return kept != null ? kept : write(release.written(1));
        });
    }

    @Override
    public Release save(Release release) throws Conflict {
        return call("PutItem", () -> fits(release) ? Optional.of(write(release.written(release.revision() + 1)))
                : Optional.<Release>empty()).orElseThrow(() -> conflict(release));
    }

    @Override
    public Release save(Release release, Lineage lineage) throws Conflict {
        return call("TransactWriteItems", () -> {
            Lineage kept = lineages.getOrDefault(lineage.database(), Lineage.none(lineage.database()));
            if (!fits(release) || kept.revision() != lineage.revision()) {
                return Optional.<Release>empty();
            }
            rules.check(kept, lineage);
            lineages.put(lineage.database(), lineage.written(lineage.revision() + 1));
            return Optional.of(write(release.written(release.revision() + 1)));
        }).orElseThrow(() -> conflict(release));
    }

    private boolean fits(Release release) {
        Release kept = releases.get(release.id());
        return kept != null && kept.revision() == release.revision();
    }

    private Conflict conflict(Release release) {
        world.tally.count(Seen.CONFLICTS);
        return new Conflict(release.id());
    }

    private Release write(Release release) {
        Release before = releases.put(release.id(), release);
        if (before != null) {
            rules.check(before, release);
        }
        if (before == null || !before.state().equals(release.state())) {
            world.tell("ledger", () -> "release " + release.id() + " is " + release.state() + ": " + release.history()
                    .getLast().why());
        }
        writtenAt.put(release.id(), world.now());
        if (release.needsAttention()) {
            needed.put(release.id(), release);
        } else {
            needed.remove(release.id());
        }
        return release;
    }

    @Override
    public Stream<ReleaseId> due(Instant now) {
        return this.<List<ReleaseId>>call("Query", () -> {
            List<Release> due = new ArrayList<>();
            for (Release release : needed.values()) {
                if (!release.lookAt().orElseThrow().isAfter(now)) {
                    due.add(release);
                }
            }
            if (due.isEmpty()) {
                return List.of();
            }
            if (world.faults.strike(Fault.At.INDEX).isPresent()) {
                due.removeIf(release -> writtenAt.get(release.id()) > world.now() - 3 * Spans.SECOND);
            }
            due.sort(Comparator.comparing(release -> release.lookAt().orElseThrow()));
            return due.stream().map(Release::id).toList();
        }).stream();
    }

    /** For the world, not for the control. */
    boolean knows(CodeDeployRollout rollout, HookCall hook) {
        Release release = releases.get(new ReleaseId(rollout.id));
        return release != null && release.correspondence().hooks().stream().anyMatch(known -> known.executionId()
                .equals(rollout.id + "-" + hook.what));
    }

    /** Of those that the control has looked up. */
    int newestVersion(SimDatabase database) {
        return versions(database).max().orElse(1);
    }

    boolean hasReleased(SimDatabase database, int version) {
        return version == 1 || versions(database).anyMatch(known -> known == version);
    }

    /** That very task definition. */
    boolean hasReleased(SimService service, int version) {
        return lineages.getOrDefault(service.database.name, Lineage.none(service.database.name)).members().stream()
                .anyMatch(member -> member.version().equals(service.name + ":" + version));
    }

    private IntStream versions(SimDatabase database) {
        return lineages.getOrDefault(database.name, Lineage.none(database.name)).members().stream().mapToInt(
                member -> Integer.parseInt(member.version().substring(member.version().lastIndexOf(':') + 1)));
    }

    /** Whether a release of the database looks at its tasks, and goes on until it has seen them gone. */
    boolean isWatched(SimDatabase database) {
        return releases.values().stream().anyMatch(release -> release.target().filter(target -> target.database()
                .equals(database.name)).isPresent() && release.state() instanceof State.Draining);
    }

    /** For people, who see it in what "explain" answers. */
    Orphans orphans(SimDatabase database) {
        return lineages.getOrDefault(database.name, Lineage.none(database.name)).orphans();
    }

    List<Release> all() {
        return List.copyOf(releases.values());
    }

    Optional<Release> look(String id) {
        return Optional.ofNullable(releases.get(new ReleaseId(id)));
    }

    /** Those that nobody may leave as they are. */
    List<Release> unfinished() {
        return releases.values().stream().filter(release -> !(release.state() instanceof State.Ended)
                || release.needsAttention()).toList();
    }
}
