package dev.tidegate.lambda.ledger;

import dev.tidegate.lambda.release.Caller;
import dev.tidegate.lambda.release.Correspondence;
import dev.tidegate.lambda.release.Hook;
import dev.tidegate.lambda.release.Phase;
import java.util.List;
import java.util.Optional;

/** Who waits to be told what, as attributes. */
final class CorrespondenceItem {
    private CorrespondenceItem() {}

    static Attributes of(Correspondence correspondence) {
        return new Attributes().put("hooks", correspondence.hooks().stream().map(CorrespondenceItem::of).toList())
                .put("callers", correspondence.callers().stream().map(CorrespondenceItem::of).toList())
                .put("told", correspondence.told())
                .putIfPresent("unwanted", correspondence.unwanted(), StateItem::of)
                .putTextIfPresent("since", correspondence.since());
    }

    /** @param steps how long the history is: schema 1 did not note what was told, and told all at once */
    static Correspondence correspondence(Attributes release, long steps) {
        Optional<Attributes> item = release.optionalMap("correspondence");
        if (item.isEmpty()) {
            List<Hook> hooks = release.optionalMap("hook").map(CorrespondenceItem::hook).stream().toList();
            return new Correspondence(hooks, List.of(), steps, Optional.empty(), Optional.empty());
        }
        return new Correspondence(item.get().maps("hooks").stream().map(CorrespondenceItem::hook).toList(),
                item.get().maps("callers").stream().map(CorrespondenceItem::caller).toList(), item.get().number(
                        "told"), item.get().optionalMap("unwanted").map(StateItem::attempt), item.get().optionalInstant(
                                "since"));
    }

    private static Attributes of(Hook hook) {
        return new Attributes().put("executionId", hook.executionId()).put("answered", hook.answered());
    }

    private static Hook hook(Attributes item) {
        return new Hook(item.text("executionId"), item.bool("answered"));
    }

    private static Attributes of(Caller caller) {
        return new Attributes().put("phase", caller.phase().text()).put("taskToken", caller.taskToken())
                .put("answered", caller.answered());
    }

    private static Caller caller(Attributes item) {
        Phase phase = Phase.PRE_TRAFFIC.text().equals(item.text("phase")) ? Phase.PRE_TRAFFIC : Phase.POST_TRAFFIC;
        return new Caller(phase, item.text("taskToken"), item.bool("answered"));
    }
}
