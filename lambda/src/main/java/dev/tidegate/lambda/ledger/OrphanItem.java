package dev.tidegate.lambda.ledger;

import dev.tidegate.lambda.drain.Orphans;
import dev.tidegate.lambda.drain.TaskSighting;
import java.util.List;

/** Tasks that ECS has given up, as attributes of their database's item. */
final class OrphanItem {
    private OrphanItem() {}

    static Attributes of(Orphans.Orphan orphan) {
        TaskSighting task = orphan.task();
        return new Attributes().put("of", orphan.of()).put("task", task.task()).put("revision", task.revision())
                .put("taskDefinition", task.taskDefinition()).put("codes", CodeItem.of(task.codes()))
                .putTextIfPresent("stoppingAt", task.stoppingAt()).putTextIfPresent("stoppedAt", task.stoppedAt());
    }

    static Attributes of(Orphans.Ended ended) {
        return new Attributes().put("task", ended.task()).put("at", ended.at());
    }

    static Orphans orphans(List<Attributes> waited, List<Attributes> ended) {
        return new Orphans(waited.stream().map(OrphanItem::orphan).toList(), ended.stream().map(
                item -> new Orphans.Ended(item.text("task"), item.instant("at"))).toList());
    }

    private static Orphans.Orphan orphan(Attributes item) {
        return new Orphans.Orphan(item.text("of"), new TaskSighting(item.text("task"), item.text("revision"), item.text(
                "taskDefinition"), CodeItem.codes(item.maps("codes")), TaskSighting.ORPHANED, item.optionalInstant(
                        "stoppingAt"), item.optionalInstant("stoppedAt")));
    }
}
