package dev.tidegate.tests.eventbridge;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.tests.time.Time;
import software.amazon.awssdk.services.eventbridge.model.LimitExceededException;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The rules by name, and the timers of those with a schedule. Used on the control-plane thread only. */
final class RuleBook {
    private static final String BUS = "default";
    private static final int TARGETS_PER_RULE = 5;

    private final Time time;
    private final BusSettings settings;
    private final Consumer<Rule> fire;
    private final TreeMap<String, Rule> rules = new TreeMap<>();
    private final Map<String, Time.Timer> timers = new HashMap<>();

    RuleBook(Time time, BusSettings settings, Consumer<Rule> fire) {
        this.time = time;
        this.settings = settings;
        this.fire = fire;
    }

    Rule put(PutRuleRequest definition) {
        checkBus(definition.eventBusName());
        Rule rule = Rule.of(definition, "arn:aws:events:" + settings.region() + ":" + settings.account() + ":rule/"
                + definition.name());
        Rule earlier = rules.get(definition.name());
        set(earlier == null ? rule : rule.replacing(earlier));
        return rule;
    }

    void turn(String name, String bus, RuleState state) {
        set(named(name, bus).in(state));
    }

    private void set(Rule rule) {
        String name = rule.definition().name();
        rules.put(name, rule);
        cancel(name);
        if (rule.isEnabled()) {
            rule.rate().ifPresent(rate -> plan(name, settings.schedule().orElse(rate.period())));
        }
    }

    private void plan(String name, Duration period) {
        timers.put(name, time.after(period, () -> {
            plan(name, period);
            fire.accept(rules.get(name));
        }));
    }

    private void cancel(String name) {
        Time.Timer timer = timers.remove(name);
        if (timer != null) {
            timer.cancel();
        }
    }

    Rule named(String name, String bus) {
        checkBus(bus);
        Rule rule = rules.get(name);
        if (rule == null) {
            throw Refusal.noRule(name);
        }
        return rule;
    }

    private static void checkBus(String bus) {
        if (bus != null && !bus.equals(BUS) && !bus.endsWith(":event-bus/" + BUS)) {
            throw new UnsupportedOperationException("event bus \"" + bus + "\"");
        }
    }

    void addTargets(Rule rule, List<Target> targets) {
        targets.forEach(RuleBook::check);
        Map<String, Target> all = new HashMap<>(rule.targets());
        targets.forEach(target -> all.put(target.id(), target));
        if (all.size() > TARGETS_PER_RULE) {
            throw LimitExceededException.builder()
                    .message("The requested resource exceeds the maximum number allowed.").build();
        }
        targets.forEach(target -> rule.targets().put(target.id(), target));
    }

    private static void check(Target target) {
        if (target.id() == null || target.arn() == null) {
            throw Refusal.validation("Parameter Targets is not valid. Reason: Id and Arn are required.");
        }
        if (!Destinations.isOne(target.arn())) {
            throw new UnsupportedOperationException("target \"" + target.arn() + "\", only functions and log groups");
        }
        if (target.inputPath() != null || target.inputTransformer() != null) {
            throw new UnsupportedOperationException("inputs made from the event, only constant ones");
        }
    }

    void delete(String name, String bus) {
        checkBus(bus);
        Rule rule = rules.get(name);
        if (rule == null) {
            // Deleting what is not there succeeds.
            return;
        }
        if (!rule.targets().isEmpty()) {
            throw Refusal.validation("Rule can't be deleted since it has targets.");
        }
        rules.remove(name);
        cancel(name);
    }

    List<Rule> matching(ObjectNode event) {
        return rules.values().stream().filter(rule -> rule.matches(event)).toList();
    }

    Stream<Rule> withPrefix(String prefix) {
        return rules.values().stream().filter(rule -> rule.definition().name().startsWith(prefix));
    }

    void close() {
        List.copyOf(timers.keySet()).forEach(this::cancel);
    }
}
