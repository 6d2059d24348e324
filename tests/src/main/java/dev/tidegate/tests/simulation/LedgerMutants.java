package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.drain.Orphans;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Lineage;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Controls that record wrongly. */
final class LedgerMutants {
    private LedgerMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.ofLedger("writes without a condition", Unconditional::new),
                Mutant.ofLedger("never sweeps", NeverSweeps::new),
                Mutant.ofLedger("does not make way when its post-traffic phase is over", NeverMakesWay::new),
                Mutant.ofLedger("forgets what ECS has given up when ECS does", ForgetsOrphans::new),
                claimsLate());
    }

    private static final class Unconditional extends ForwardingLedger {
        Unconditional(Ledger ledger) {
            super(ledger);
        }

        @Override
        public Release save(Release release) throws Conflict {
            return super.save(over(release));
        }

        @Override
        public Release save(Release release, Lineage lineage) throws Conflict {
            return super.save(over(release), lineage.written(lineage(lineage.database()).revision()));
        }

        private Release over(Release release) {
            return release.written(find(release.id()).map(Release::revision).orElse(release.revision()));
        }
    }

    private static final class NeverSweeps extends ForwardingLedger {
        NeverSweeps(Ledger ledger) {
            super(ledger);
        }

        @Override
        public Stream<ReleaseId> due(Instant now) {
            return Stream.of();
        }
    }

    private static final class NeverMakesWay extends ForwardingLedger {
        NeverMakesWay(Ledger ledger) {
            super(ledger);
        }

        @Override
        public Release save(Release release, Lineage lineage) throws Conflict {
            Lineage kept = lineage(lineage.database());
            return super.save(release, kept.contracting().isPresent() ? new Lineage(lineage.database(), lineage
                    .members(), kept.contracting(), lineage.orphans(), lineage.revision()) : lineage);
        }
    }

    /** ECS lists a task for an hour after it has called it stopped. */
    private static final class ForgetsOrphans extends ForwardingLedger {
        ForgetsOrphans(Ledger ledger) {
            super(ledger);
        }

        @Override
        public Lineage lineage(String database) {
            Lineage kept = super.lineage(database);
            return new Lineage(database, kept.members(), kept.contracting(), Orphans.NONE, kept.revision());
        }
    }

    /** The claim is written with the task that it should have come before; no client token hides that. */
    private static Mutant claimsLate() {
        return new Mutant("claims after RunTask, without a client token", new Mutation() {
            @Override
            public Ledger ledger(Ledger ledger, World world) {
                return new ClaimsLate(ledger);
            }

            @Override
            public Cloud cloud(Cloud cloud, World world) {
                return TaskMutants.tokenless(new ForwardingCloud(cloud), world);
            }
        });
    }

    private static final class ClaimsLate extends ForwardingLedger {
        private final Map<ReleaseId, Optional<Lineage>> put = new HashMap<>();

        ClaimsLate(Ledger ledger) {
            super(ledger);
        }

        @Override
        public Optional<Release> find(ReleaseId id) {
            put.remove(id);
            return super.find(id);
        }

        @Override
        public Release save(Release release) throws Conflict {
            return claims(release) ? later(release, Optional.empty()) : now(release, Optional.empty());
        }

        @Override
        public Release save(Release release, Lineage lineage) throws Conflict {
            return claims(release) ? later(release, Optional.of(lineage)) : now(release, Optional.of(lineage));
        }

        private static boolean claims(Release release) {
            return release.state() instanceof State.Running running && running.attempt().task().isEmpty() && !running
                    .attempt().startAfter().isAfter(running.attempt().claimedAt());
        }

        private Release later(Release release, Optional<Lineage> lineage) {
            put.put(release.id(), lineage);
            return release.written(release.revision() + 1);
        }

        private Release now(Release release, Optional<Lineage> lineage) throws Conflict {
            Optional<Lineage> due = put.containsKey(release.id()) ? put.remove(release.id()) : Optional.empty();
            boolean waited = due.isPresent();
            Release over = waited ? release.written(release.revision() - 1) : release;
            Optional<Lineage> both = lineage.or(() -> due);
            return both.isPresent() ? super.save(over, both.get()) : super.save(over);
        }
    }
}
