package dev.tidegate.tests.eventbridge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.tests.function.Functions;
import dev.tidegate.tests.logs.SimulatedLogs;
import dev.tidegate.tests.time.Time;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/**
 * EventBridge with its default bus: rules with an event pattern or a {@code rate(...)}, whose targets are functions and
 * log groups. A target's retry policy and dead-letter queue are accepted and ignored; other buses, cron schedules, input
 * transformers and other targets are refused. Methods may be called from any thread.
 */
public final class SimulatedEventBridge implements EventBridgeClient, EventBus {
    private final Time time;
    private final Envelopes envelopes;
    private final Delivery delivery;
    private final RuleBook rules;
    private final List<Consumer<ObjectNode>> taps = new CopyOnWriteArrayList<>();

    public SimulatedEventBridge(Time time, Functions functions, BusSettings settings) {
        this(time, new Destinations(functions, Optional.empty()), settings);
    }

    /** One whose targets may be log groups, too. */
    public SimulatedEventBridge(Time time, Functions functions, SimulatedLogs logs, BusSettings settings) {
        this(time, new Destinations(functions, Optional.of(logs)), settings);
    }

    private SimulatedEventBridge(Time time, Destinations destinations, BusSettings settings) {
        this.time = time;
        envelopes = new Envelopes(settings.account(), settings.region());
        delivery = new Delivery(time, destinations, settings);
        rules = new RuleBook(time, settings, this::fire);
    }

    /** From now on events suffer this on their way to the targets. */
    public void disturb(Disturbance disturbance) {
        delivery.disturb(disturbance);
    }

    /** Tells every event when it is put on the bus, before rules and disturbances; on the control-plane thread. */
    public void tap(Consumer<ObjectNode> listener) {
        taps.add(listener);
    }

    /** What was given up so far because a target kept failing, oldest first. */
    public List<Undelivered> undelivered() {
        return delivery.undelivered();
    }

    @Override
    public void publish(String source, String detailType, List<String> resources, ObjectNode detail) {
        time.call(() -> put(source, detailType, time.now(), resources, detail));
    }

    private String put(String source, String detailType, Instant at, List<String> resources, ObjectNode detail) {
        ObjectNode event = envelopes.event(source, detailType, at, resources, detail);
        tell(event);
        rules.matching(event).forEach(rule -> deliver(event, rule));
        return event.path("id").textValue();
    }

    private void fire(Rule rule) {
        ObjectNode event = envelopes.scheduled(rule.arn(), time.now());
        tell(event);
        deliver(event, rule);
    }

    private void tell(ObjectNode event) {
        taps.forEach(tap -> tap.accept(event.deepCopy()));
    }

    private void deliver(ObjectNode event, Rule rule) {
        rule.targets().values().forEach(target -> delivery.deliver(event, target));
    }

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
        return time.call(() -> CustomEvents.put(request, entry -> put(entry.source(), entry.detailType(),
                Optional.ofNullable(entry.time()).orElseGet(time::now), entry.resources(), entry.detail())));
    }

    @Override
    public PutRuleResponse putRule(PutRuleRequest request) {
        return time.call(() -> PutRuleResponse.builder().ruleArn(rules.put(request).arn()).build());
    }

    @Override
    public PutTargetsResponse putTargets(PutTargetsRequest request) {
        return time.call(() -> {
            rules.addTargets(rules.named(request.rule(), request.eventBusName()), request.targets());
            return PutTargetsResponse.builder().failedEntryCount(0).failedEntries(List.of()).build();
        });
    }

    @Override
    public RemoveTargetsResponse removeTargets(RemoveTargetsRequest request) {
        return time.call(() -> {
            rules.named(request.rule(), request.eventBusName()).targets().keySet().removeAll(request.ids());
            return RemoveTargetsResponse.builder().failedEntryCount(0).failedEntries(List.of()).build();
        });
    }

    @Override
    public ListTargetsByRuleResponse listTargetsByRule(ListTargetsByRuleRequest request) {
        return time.call(() -> ListTargetsByRuleResponse.builder()
                .targets(rules.named(request.rule(), request.eventBusName()).targets().values()).build());
    }

    @Override
    public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
        return time.call(() -> {
            rules.delete(request.name(), request.eventBusName());
            return DeleteRuleResponse.builder().build();
        });
    }

    @Override
    public EnableRuleResponse enableRule(EnableRuleRequest request) {
        return time.call(() -> {
            rules.turn(request.name(), request.eventBusName(), RuleState.ENABLED);
            return EnableRuleResponse.builder().build();
        });
    }

    @Override
    public DisableRuleResponse disableRule(DisableRuleRequest request) {
        return time.call(() -> {
            rules.turn(request.name(), request.eventBusName(), RuleState.DISABLED);
            return DisableRuleResponse.builder().build();
        });
    }

    @Override
    public ListRulesResponse listRules(ListRulesRequest request) {
        return time.call(() -> ListRulesResponse.builder()
                .rules(rules.withPrefix(Optional.ofNullable(request.namePrefix()).orElse("")).map(Rule::listed)
                        .toList())
                .build());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Stops the schedules; events already under way still arrive. */
    @Override
    public void close() {
        time.post(rules::close);
    }
}
