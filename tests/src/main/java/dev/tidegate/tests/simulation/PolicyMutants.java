package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.drain.Before;
import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.release.Decision;
import dev.tidegate.lambda.release.Lineage;
import dev.tidegate.lambda.release.Observation;
import dev.tidegate.lambda.release.Policy;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Rules;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Controls that decide wrongly. */
final class PolicyMutants {
    private PolicyMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.ofPolicy("does not wait its turn", IgnoresTurn::new),
                Mutant.ofPolicy("takes the code of every later release for new", LaterIsNew::new),
                Mutant.ofPolicy("keeps the proof of the drain for good", KeepsProof::new).from(1_890),
                Mutant.ofPolicy("lets new code in while another release contracts", LetsIn::new),
                Mutant.ofPolicy("waits for ever for a claim without a task", WaitsForClaim::new));
    }

    private static final class IgnoresTurn extends Policy {
        IgnoresTurn(Rules rules) {
            super(rules);
        }

        @Override
        public Decision draining(Release release, State.Draining state, Observation seen, Instant now) {
            Lineage lineage = seen.lineage();
            List<Lineage.Member> ended = lineage.members().stream().map(member -> new Lineage.Member(member.id(), member
                    .version(), member.openedAt(), member.codes(), member.before(), true)).toList();
            Decision decision = super.draining(release, state, new Observation(seen.deployment(), seen.readings(), seen
                    .alarms(), new Lineage(lineage.database(), ended, lineage.contracting(), lineage.orphans(), lineage
                            .revision())),
                    now);
            return with(decision, lineage, decision.lineage().flatMap(Lineage::contracting));
        }
    }

    private static Decision with(Decision decision, Lineage lineage, Optional<ReleaseId> contracting) {
        return new Decision(decision.next(), decision.why(), decision.target(), decision.lineage().map(
                _ -> new Lineage(lineage.database(), lineage.members(), contracting, lineage.orphans(), lineage
                        .revision())), decision
                                .stopTask(), decision.gates());
    }

    private static final class LaterIsNew extends Policy {
        LaterIsNew(Rules rules) {
            super(rules);
        }

        @Override
        public Decision draining(Release release, State.Draining state, Observation seen, Instant now) {
            Set<Code> later = new HashSet<>();
            boolean after = false;
            for (Lineage.Member member : seen.lineage().members()) {
                if (after) {
                    later.addAll(member.codes());
                }
                after |= member.id().equals(release.id());
            }
            return super.draining(release, state, new Observation(seen.deployment(), seen.readings().stream().map(
                    reading -> without(reading, later)).toList(), seen.alarms(), seen.lineage()), now);
        }

        private static DrainReading without(DrainReading reading, Set<Code> later) {
            return reading instanceof DrainReading.Other other ? new DrainReading.Other(other.at(), other.consumer(),
                    other.tasks().stream().filter(task -> task.codes().stream().noneMatch(later::contains)).toList(),
                    other.standbys().stream().filter(standby -> standby.code().filter(later::contains).isEmpty())
                            .toList())
                    : reading;
        }
    }

    private static final class KeepsProof extends Policy {
        /** With a delay, so that there is something to wait for after the proof. */
        KeepsProof(Rules rules) {
            super(RulesWith.delay(rules, Duration.ofMinutes(25)));
        }

        @Override
        public Decision draining(Release release, State.Draining state, Observation seen, Instant now) {
            boolean proven = state.goneSince().isPresent() && !seen.readings().isEmpty();
            return super.draining(release, state, proven ? new Observation(seen.deployment(), seen.readings().stream()
                    .map(PolicyMutants::emptied).toList(), seen.alarms(), seen.lineage()) : seen, now);
        }
    }

    private static DrainReading emptied(DrainReading reading) {
        return switch (reading) {
            case DrainReading.Deploying own -> new DrainReading.Deploying(own.at(), own.of(), own.target(), List.of(),
                    List.of());
            case DrainReading.Other other -> new DrainReading.Other(other.at(), other.consumer(), List.of(), List.of());
            case DrainReading.Unknown unknown -> unknown;
        };
    }

    private static final class LetsIn extends Policy {
        LetsIn(Rules rules) {
            super(rules);
        }

        @Override
        public Decision opened(Release release, Target target, Before before, Lineage lineage, Instant now) {
            Decision decision = super.opened(release, target, before, new Lineage(lineage.database(), lineage.members(),
                    Optional.empty(), lineage.orphans(), lineage.revision()), now);
            return new Decision(decision.next(), decision.why(), decision.target(), decision.lineage().map(
                    changed -> new Lineage(changed.database(), changed.members(), lineage.contracting(), changed
                            .orphans(), changed.revision())), decision.stopTask(), decision.gates());
        }
    }

    private static final class WaitsForClaim extends Policy {
        WaitsForClaim(Rules rules) {
            super(rules);
        }

        @Override
        public Claim postUnstarted(Release release, State.PostRunning state, Observation seen, Instant now) {
            return new Claim.Not(Decision.to(state, "another wake-up may still come to start it"));
        }
    }
}
