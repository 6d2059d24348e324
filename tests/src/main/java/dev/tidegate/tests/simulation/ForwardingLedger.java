package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Lineage;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Does as another does, for mutants that get one thing wrong. */
class ForwardingLedger implements Ledger {
    private final Ledger ledger;

    ForwardingLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Optional<Release> find(ReleaseId id) {
        return ledger.find(id);
    }

    @Override
    public Release openIfAbsent(Release release) {
        return ledger.openIfAbsent(release);
    }

    @Override
    public Release save(Release release) throws Conflict {
        return ledger.save(release);
    }

    @Override
    public Release save(Release release, Lineage lineage) throws Conflict {
        return ledger.save(release, lineage);
    }

    @Override
    public Lineage lineage(String database) {
        return ledger.lineage(database);
    }

    @Override
    public Stream<ReleaseId> due(Instant now) {
        return ledger.due(now);
    }
}
