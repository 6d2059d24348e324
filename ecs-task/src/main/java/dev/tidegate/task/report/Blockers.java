package dev.tidegate.task.report;

import java.util.Locale;

import dev.tidegate.task.outcome.Blocker;

/** Blockers as programs read them. */
final class Blockers {
    private Blockers() {}

    /** The blocker as a JSON object; what the login may not see is left out. */
    static Json json(Blocker blocker) {
        JsonObject json = new JsonObject().put("kind", blocker.kind().name().toLowerCase(Locale.ROOT));
        blocker.pid().ifPresent(pid -> json.put("pid", pid));
        json.put("application", blocker.application()).put("user", blocker.user()).put("client", blocker.client())
                .put("state", blocker.state());
        blocker.age().ifPresent(age -> json.put("millis", age.toMillis()));
        return json.put("relation", blocker.relation()).put("query", blocker.query()).build();
    }
}
