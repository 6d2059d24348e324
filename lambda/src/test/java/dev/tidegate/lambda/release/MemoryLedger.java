package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A ledger in memory, as strict about revisions as the real one. */
public class MemoryLedger implements Ledger {
    private final Map<ReleaseId, Release> releases = new LinkedHashMap<>();
    private final Map<String, Lineage> lineages = new LinkedHashMap<>();
    private final Interruption interruption;
    /** Whether no release can be written together with its lineage. */
    public boolean lineagesFail;

    public MemoryLedger(Interruption interruption) {
        this.interruption = interruption;
    }

    @Override
    public Optional<Release> find(ReleaseId id) {
        return interruption.around(() -> Optional.ofNullable(releases.get(id)));
    }

    @Override
    public Release openIfAbsent(Release release) {
        return interruption.around(() -> releases.computeIfAbsent(release.id(), _ -> release.written(1)));
    }

    @Override
    public Release save(Release release) throws Conflict {
        return interruption.around(() -> write(release, Optional.empty())).orElseThrow(() -> new Conflict(release
                .id()));
    }

    @Override
    public Release save(Release release, Lineage lineage) throws Conflict {
        if (lineagesFail) {
            throw new Cloud.Unavailable("DynamoDB TransactWriteItems: not allowed", null);
        }
        return interruption.around(() -> write(release, Optional.of(lineage))).orElseThrow(() -> new Conflict(release
                .id()));
    }

    private Optional<Release> write(Release release, Optional<Lineage> lineage) {
        boolean overtaken = releases.get(release.id()).revision() != release.revision()
                || lineage.filter(one -> kept(one.database()).revision() != one.revision()).isPresent();
        if (overtaken) {
            return Optional.empty();
        }
        lineage.ifPresent(one -> lineages.put(one.database(), one.written(one.revision() + 1)));
        return Optional.of(keep(release));
    }

    @Override
    public Lineage lineage(String database) {
        return interruption.around(() -> kept(database));
    }

    @Override
    public Stream<ReleaseId> due(Instant now) {
        return interruption.around(() -> open().stream().filter(release -> !release.lookAt().orElseThrow().isAfter(
                now)).map(Release::id).toList()).stream();
    }

    private List<Release> open() {
        return releases.values().stream().filter(Release::needsAttention)
                .sorted(Comparator.comparing(release -> release.lookAt().orElseThrow())).toList();
    }

    /** The releases that still need attention, without the call being counted. */
    public List<ReleaseId> needingAttention() {
        return open().stream().map(Release::id).toList();
    }

    /** The lineage that is kept, without the call being counted. */
    public Lineage kept(String database) {
        return lineages.getOrDefault(database, Lineage.none(database));
    }

    /** Keeps a lineage as it is, without the call being counted. */
    public void keep(Lineage lineage) {
        lineages.put(lineage.database(), lineage.written(lineage.revision() + 1));
    }

    /** What is kept, without the call being counted. */
    public Release kept(ReleaseId id) {
        return releases.get(id);
    }

    /** Keeps a release as it is, without the call being counted. */
    public Release keep(Release release) {
        Release written = release.written(release.revision() + 1);
        releases.put(release.id(), written);
        return written;
    }
}
