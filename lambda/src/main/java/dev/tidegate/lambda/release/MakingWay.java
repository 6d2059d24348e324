package dev.tidegate.lambda.release;

import java.util.Optional;

/** Whoever ends, or goes back to its gates, makes way for others in the same write. */
final class MakingWay {
    private final Ledger ledger;
    private final Observer observer;

    MakingWay(Ledger ledger, Observer observer) {
        this.ledger = ledger;
        this.observer = observer;
    }

    /** How the releases of the database stand after the decision; empty when they stand as before. */
    Optional<Lineage> after(Release release, Decision decision) {
        boolean ends = decision.next() instanceof State.Ended && !(release.state() instanceof State.Ended);
        boolean pauses = release.state() instanceof State.PostRunning && decision.next() instanceof State.Draining;
        if (release.target().isEmpty() || !ends && !pauses) {
            return Optional.empty();
        }
        Lineage lineage = ledger.lineage(release.knownTarget().database());
        return Optional.of(ends ? lastLook(release, decision, lineage).end(release.id()) : lineage.pause(release.id()));
    }

    /** It may be long until another release looks for what ECS has given up. One that has completed looked just before. */
    private Lineage lastLook(Release release, Decision decision, Lineage lineage) {
        return decision.next() instanceof State.Completed ? lineage : lineage.remembering(observer.drain(release));
    }
}
