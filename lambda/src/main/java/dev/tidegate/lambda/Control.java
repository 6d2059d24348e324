package dev.tidegate.lambda;

import dev.tidegate.lambda.release.Caller;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Reconciler;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Watcher;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.Settings;
import dev.tidegate.lambda.trigger.Trigger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Does what a trigger asks for. Apart from opening a release, that is always the same: look again. */
public final class Control {
    /** As many as a sweep surely looks at within its time. */
    private static final int FEW = 10;

    private final Settings settings;
    private final Ledger ledger;
    private final Cloud cloud;
    private final Reconciler reconciler;
    private final Hooks hooks;
    private final DirectCalls directCalls;
    private final InstantSource clock;
    private final Watcher watcher;

    public Control(Settings settings, Ledger ledger, Cloud cloud, Reconciler.Conduct conduct, InstantSource clock,
            Watcher watcher) {
        this.settings = settings;
        this.ledger = ledger;
        this.cloud = cloud;
        this.clock = clock;
        this.watcher = watcher;
        reconciler = new Reconciler(ledger, cloud, conduct, clock, watcher);
        hooks = new Hooks(settings, ledger, cloud, reconciler, clock, watcher);
        directCalls = new DirectCalls(settings, ledger, reconciler, clock);
    }

    /** @return what the caller is told; empty when nobody listens */
    public Map<String, Object> handle(Trigger trigger, Call call) {
        return switch (trigger) {
            case Trigger.NativeHook hook -> hooks.answer(hook);
            case Trigger.Command command -> command(command, call);
            case Trigger.CodeDeployHook hook -> {
                hooks.answer(hook);
                yield Answers.nothing();
            }
            case Trigger.TaskChanged task -> {
                task.key().ifPresent(key -> wake(key.release(), UnaryOperator.identity()));
                yield Answers.nothing();
            }
            case Trigger.DeploymentChanged(String service) -> {
                wake(settings.service(service).map(Settings.Found::database).stream().toList());
                yield Answers.nothing();
            }
            case Trigger.CodeDeployChanged(String _, String application, String group) -> {
                wake(settings.group(application, group).map(Settings.Found::database).stream().toList());
                yield Answers.nothing();
            }
            case Trigger.Sweep _ -> {
                sweep(call);
                yield Answers.nothing();
            }
        };
    }

    private Map<String, Object> command(Trigger.Command command, Call call) {
        String by = command.by().map(name -> name + " (as they say)").or(call::identity).orElse("an unnamed caller")
                + ", request " + call.requestId();
        Map<String, Object> answer = answer(command, by);
        return command.waiting().filter(_ -> answer.containsKey("error")).map(caller -> refuse(caller, answer)).orElse(
                answer);
    }

    /** Whatever comes of a call, one line tells of it. */
    private Map<String, Object> answer(Trigger.Command command, String by) {
        try {
            Map<String, Object> answer = directCalls.answer(command, by);
            watcher.asked(asked(command, by, Optional.ofNullable(answer.get("error")).map(String::valueOf)));
            return answer;
        } catch (RuntimeException e) {
            watcher.asked(asked(command, by, Optional.of(String.valueOf(e.getMessage()))));
            throw e;
        }
    }

    private static Watcher.Asked asked(Trigger.Command command, String by, Optional<String> refused) {
        return new Watcher.Asked(command.getClass().getSimpleName().toLowerCase(Locale.ROOT), command.about(), by,
                refused);
    }

    /** Step Functions does not look at what is returned to a state that waits with a token. */
    private Map<String, Object> refuse(Caller caller, Map<String, Object> answer) {
        try {
            cloud.refuse(caller, String.valueOf(answer.get("error")));
            return answer;
        } catch (Cloud.AnswerNotTaken e) {
            return Answers.error(answer.get("error") + "; and nobody waits with that taskToken: " + e.getMessage());
        }
    }

    private void wake(List<Database> databases) {
        Set<ReleaseId> open = new HashSet<>();
        databases.forEach(database -> open.addAll(ledger.lineage(database.name()).open()));
        open.forEach(id -> wake(id, UnaryOperator.identity()));
    }

    private void wake(ReleaseId id, UnaryOperator<Release> turn) {
        Optional<Release> release = ledger.find(id).filter(Release::needsAttention).map(turn);
        if (release.isEmpty()) {
            return;
        }
        try {
            reconciler.reconcile(release.get());
        } catch (Cloud.Unavailable e) {
            watcher.failed(release.get(), e);
        }
    }

    /**
     * Those that wait longest first, as many as there is time for; the rest comes next minute. Of many each goes to the end of
     * the line, which costs a write.
     */
    private void sweep(Call call) {
        Iterator<ReleaseId> due = ledger.due(clock.instant()).iterator();
        List<ReleaseId> few = new ArrayList<>();
        while (few.size() < FEW && due.hasNext()) {
            few.add(due.next());
        }
        UnaryOperator<Release> turn = due.hasNext() ? Release::atTheEndOfTheLine : UnaryOperator.identity();
        while (clock.instant().isBefore(call.until()) && (!few.isEmpty() || due.hasNext())) {
            sweep(few.isEmpty() ? due.next() : few.removeFirst(), turn);
        }
    }

    /** One release that cannot be looked after must not keep the others waiting. */
    private void sweep(ReleaseId id, UnaryOperator<Release> turn) {
        try {
            wake(id, turn);
        } catch (RuntimeException e) {
            watcher.failed(id, e);
        }
    }
}
