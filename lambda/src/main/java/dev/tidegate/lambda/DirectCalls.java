package dev.tidegate.lambda;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Correspondence;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Lineage;
import dev.tidegate.lambda.release.Outcome;
import dev.tidegate.lambda.release.Reconciler;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Requests;
import dev.tidegate.lambda.release.Rules;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.Wish;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.Settings;
import dev.tidegate.lambda.trigger.Trigger;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Does what people and tools ask for directly, and tells them what became of it. */
final class DirectCalls {
    private static final int MOST_TRIES = 5;
    private static final String REVISION = "(arn:.*/)?[A-Za-z0-9_-]+:[0-9]+";
    private static final Pattern CODE_DEPLOY_ID = Pattern.compile("d-[A-Z0-9]{9}");
    /** Of one database. */
    private static final int MOST_LISTED = 20;

    private final Settings settings;
    private final Ledger ledger;
    private final Reconciler reconciler;
    private final InstantSource clock;

    DirectCalls(Settings settings, Ledger ledger, Reconciler reconciler, InstantSource clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.reconciler = reconciler;
        this.clock = clock;
    }

    /** @param by who asks, for the history */
    Map<String, Object> answer(Trigger.Command command, String by) {
        try {
            return switch (command) {
                case Trigger.Start start -> start(start, by);
                case Trigger.Await await -> change(await.release(), release -> Requests.await(release, await
                        .caller(), clock.instant()));
                case Trigger.ListReleases list -> list(list.database());
                case Trigger.Status status -> found(status.release(), Answers::status);
                case Trigger.Explain explain -> found(explain.release(), this::look);
                case Trigger.Retry retry -> change(retry.release(), release -> Requests.retry(release, lineage(
                        release), wish(by)));
                case Trigger.Cancel cancel -> change(cancel.release(), release -> Requests.cancel(release, wish(by)));
                case Trigger.Ended ended -> change(ended.release(), release -> Requests.ended(release, lineage(release),
                        ended.tasks(), wish(by)));
                case Trigger.Approve approve -> change(approve.release(), release -> Requests.approve(release, rules(
                        release), wish(by)));
            };
        } catch (Cloud.Unavailable e) {
            return Answers.error("the ledger could not be asked, try again: " + e.getMessage());
        }
    }

    private Wish wish(String by) {
        return new Wish(by, clock.instant());
    }

    private Lineage lineage(Release release) {
        return release.target().map(target -> ledger.lineage(target.database())).orElseGet(() -> Lineage.none(""));
    }

    private Rules rules(Release release) {
        return release.target().map(Target::database).flatMap(settings::database).map(Database::rules).orElse(
                Rules.DEFAULT);
    }

    private Map<String, Object> list(Optional<String> database) {
        List<String> all = settings.databases().stream().map(Database::name).toList();
        if (database.isPresent() && !all.contains(database.get())) {
            return unknownDatabase(database.get());
        }
        return Answers.list(database.map(List::of).orElse(all).stream().flatMap(name -> ledger.lineage(name).newest(
                MOST_LISTED).stream()).flatMap(id -> ledger.find(id).stream()).toList());
    }

    private Map<String, Object> unknownDatabase(String given) {
        return Answers.error("no database \"" + given + "\" in the settings; there is "
                + String.join(", ", settings.databases().stream().map(Database::name).toList()));
    }

    private Map<String, Object> start(Trigger.Start start, String by) {
        if (settings.database(start.database()).isEmpty()) {
            return unknownDatabase(start.database());
        }
        if (!start.taskDefinition().matches(REVISION)) {
            return Answers.error("taskDefinition \"" + start.taskDefinition()
                    + "\": expected family:revision or an ARN with a revision, the one that is going to be deployed");
        }
        Deployment.Announced announced = new Deployment.Announced(start.database(), start.service(), start
                .taskDefinition());
        ReleaseId id = start.id().orElseGet(() -> derived(announced));
        if (CODE_DEPLOY_ID.matcher(id.value()).matches()) {
            return Answers.error("id \"" + id
                    + "\" could be that of a CodeDeploy deployment; give one of another form");
        }
        Release kept = ledger.openIfAbsent(Release.open(id, announced, Correspondence.NONE, clock.instant(),
                "announced by " + by));
        if (!(kept.deployment() instanceof Deployment.Announced known && announced.isThatOf(known))) {
            return Answers.error("release \"" + id + "\" is of another deployment: " + kept.deployment()
                    + "; give an \"id\" of your own");
        }
        if (kept.state() instanceof State.Ended) {
            return Answers.error("release \"" + id + "\" has ended already (" + kept.state().name()
                    + "); to announce " + announced.version() + " again give an \"id\" of your own");
        }
        return start.caller().isEmpty() ? look(kept)
                : change(id, release -> Requests.await(release, start.caller().get(), clock.instant()));
    }

    private static ReleaseId derived(Deployment.Announced announced) {
        String text = String.join("-", announced.database(), announced.version()).replaceAll("[^A-Za-z0-9_-]", "-");
        return new ReleaseId(text.length() <= 80 ? text : text.substring(text.length() - 80));
    }

    private Map<String, Object> found(ReleaseId id, Function<Release, Map<String, Object>> then) {
        return ledger.find(id).map(then).orElseGet(() -> Answers.error("no release \"" + id
                + "\" in the ledger; its id is the last part of the service deployment's ARN, the CodeDeploy deployment"
                + " id, or what \"start\" answered"));
    }

    /** Writes what was asked for, over whatever wake-ups write in between, and looks at once. */
    private Map<String, Object> change(ReleaseId id, Function<Release, Requests.Reply> request) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Release> kept = ledger.find(id);
            if (kept.isEmpty()) {
                break;
            }
            switch (request.apply(kept.get())) {
                case Requests.Reply.Denied(String why) -> {
                    return Answers.error(why);
                }
                case Requests.Reply.Granted(Release release, Optional<Lineage> lineage) -> {
                    try {
                        return look(lineage.isPresent() ? ledger.save(release, lineage.get()) : ledger.save(release));
                    } catch (Ledger.Conflict _) {
                        // Somebody else wrote it; what was asked may mean something else now.
                    }
                }
            }
        }
        return found(id, release -> Answers.error("release \"" + id + "\" is being changed by others, try again"));
    }

    private Map<String, Object> look(Release release) {
        try {
            return Answers.explain(reconciler.reconcile(release));
        } catch (Cloud.Unavailable e) {
            return Answers.explain(new Outcome(release, "cannot look: " + e.getMessage(), List.of()));
        }
    }
}
