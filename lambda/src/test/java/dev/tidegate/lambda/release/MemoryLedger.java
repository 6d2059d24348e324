package dev.tidegate.lambda.release;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A ledger in memory, as strict about revisions as the real one. */
public final class MemoryLedger implements Ledger {
    private final Map<ReleaseId, Release> releases = new LinkedHashMap<>();
    private final Interruption interruption;

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
        Supplier<Optional<Release>> write = () -> {
            if (releases.get(release.id()).revision() != release.revision()) {
                return Optional.empty();
            }
            Release written = release.written(release.revision() + 1);
            releases.put(release.id(), written);
            return Optional.of(written);
        };
        return interruption.around(write).orElseThrow(() -> new Conflict(release.id()));
    }

    @Override
    public List<ReleaseId> needingAttention() {
        return interruption.around(() -> releases.values().stream().filter(Release::needsAttention)
                .sorted(Comparator.comparing(Release::openedAt)).map(Release::id).toList());
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
