package dev.tidegate.tests.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.tests.function.Functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

class SimulatedEventBridgeTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:tidegate";
    private static final String STOPPED = """
            {"source":["aws.ecs"],"detail-type":["ECS Task State Change"],
             "detail":{"lastStatus":["STOPPED"],"startedBy":[{"prefix":"mig-"}]}}""";
    private static final Duration LATENCY = Duration.ofMillis(500);

    private final SteppedTime time = new SteppedTime();
    private final List<String> received = new ArrayList<>();
    private int failures;
    private final Functions functions = (function, payload) -> {
        received.add(new String(payload, StandardCharsets.UTF_8));
        return failures-- > 0 ? CompletableFuture.failedFuture(new Functions.FunctionError("boom"))
                : CompletableFuture.completedFuture(new byte[0]);
    };
    private final SimulatedEventBridge bus = new SimulatedEventBridge(time, functions,
            BusSettings.asAws("123456789012", "eu-west-1"));

    private void rule(String name, String pattern) {
        bus.putRule(rule -> rule.name(name).eventPattern(pattern));
        target(name);
    }

    private void schedule(String expression) {
        bus.putRule(rule -> rule.name("sweep").scheduleExpression(expression));
        target("sweep");
    }

    private void target(String rule) {
        bus.putTargets(targets -> targets.rule(rule).targets(Target.builder().id("1").arn(FUNCTION).build()));
    }

    private void taskStopped(String startedBy) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("lastStatus", "STOPPED").put("startedBy",
                startedBy);
        bus.publish("aws.ecs", "ECS Task State Change", List.of("arn:task"), detail);
    }

    @Test
    void aMatchingEventReachesTheFunctionInItsEnvelopeAfterAMoment() {
        rule("stopped", STOPPED);
        List<String> ids = new ArrayList<>();
        bus.tap(event -> ids.add(event.path("id").textValue()));
        taskStopped("mig-1");
        assertThat(received).isEmpty();
        time.pass(LATENCY);
        assertThat(received).containsExactly("""
                {"version":"0","id":"%s","detail-type":"ECS Task State Change","source":"aws.ecs",\
                "account":"123456789012","time":"2026-01-01T00:00:00Z","region":"eu-west-1","resources":["arn:task"],\
                "detail":{"lastStatus":"STOPPED","startedBy":"mig-1"}}"""
                .formatted(ids.getFirst()));
    }

    @Test
    void otherEventsDoNot() {
        rule("stopped", STOPPED);
        taskStopped("someone else");
        time.pass(LATENCY);
        assertThat(received).isEmpty();
    }

    @Test
    void aTapSeesEveryEvent() {
        List<String> seen = new ArrayList<>();
        bus.tap(event -> seen.add(event.path("detail").path("startedBy").textValue()));
        taskStopped("mig-1");
        taskStopped("someone else");
        assertThat(seen).containsExactly("mig-1", "someone else");
    }

    @Test
    void aFailingFunctionIsAskedTwiceAgainAndThenGivenUp() {
        rule("stopped", STOPPED);
        failures = 3;
        taskStopped("mig-1");
        time.pass(Duration.ofSeconds(60));
        assertThat(received).hasSize(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(received).hasSize(2);
        time.pass(Duration.ofMinutes(2));
        assertThat(received).hasSize(3);
        time.pass(Duration.ofDays(1));
        assertThat(received).hasSize(3);
        assertThat(bus.undelivered()).singleElement()
                .satisfies(lost -> assertThat(lost.failure()).hasMessage("boom"));
    }

    @Test
    void aFunctionThatRecoversGetsTheEvent() {
        rule("stopped", STOPPED);
        failures = 1;
        taskStopped("mig-1");
        time.pass(Duration.ofHours(1));
        assertThat(received).hasSize(2).allMatch(received.getFirst()::equals);
        assertThat(bus.undelivered()).isEmpty();
    }

    @Test
    void aScheduledRuleFiresEveryPeriod() {
        schedule("rate(5 minutes)");
        time.pass(Duration.ofMinutes(11));
        assertThat(received).hasSize(2).last().asString()
                .contains("\"detail-type\":\"Scheduled Event\",\"source\":\"aws.events\"")
                .contains("\"time\":\"2026-01-01T00:10:00Z\"")
                .endsWith("\"resources\":[\"arn:aws:events:eu-west-1:123456789012:rule/sweep\"],\"detail\":{}}");
    }

    @Test
    void aRehearsalMayCompressTheSchedule() {
        SimulatedEventBridge fast = new SimulatedEventBridge(time, functions,
                BusSettings.asAws("1", "eu-west-1").latency(Duration.ZERO).schedule(Duration.ofSeconds(2)));
        fast.putRule(rule -> rule.name("sweep").scheduleExpression("rate(1 minute)"));
        fast.putTargets(targets -> targets.rule("sweep")
                .targets(Target.builder().id("1").arn(FUNCTION).input("{\"sweep\":true}").build()));
        time.pass(Duration.ofSeconds(5));
        assertThat(received).as("a constant input stands for the event").containsExactly("{\"sweep\":true}",
                "{\"sweep\":true}");
        fast.close();
        time.pass(Duration.ofMinutes(1));
        assertThat(received).hasSize(2);
    }

    @Test
    void aDisabledRuleRestsAndAnEnabledOneGoesOn() {
        schedule("rate(1 minute)");
        bus.disableRule(disable -> disable.name("sweep"));
        time.pass(Duration.ofHours(1));
        assertThat(received).isEmpty();
        bus.enableRule(enable -> enable.name("sweep"));
        time.pass(Duration.ofSeconds(61));
        assertThat(received).hasSize(1);
    }

    @Test
    void eventsCanBeLostDoubledAndReordered() {
        rule("stopped", STOPPED);
        bus.disturb((event, target) -> switch (event.path("detail").path("startedBy").textValue()) {
            case "mig-lost" -> List.of();
            case "mig-late" -> List.of(Duration.ofMinutes(1));
            default -> List.of(Duration.ZERO, Duration.ofSeconds(1));
        });
        taskStopped("mig-lost");
        taskStopped("mig-late");
        taskStopped("mig-twice");
        time.pass(Duration.ofHours(1));
        assertThat(received).extracting(event -> event.replaceAll(".*\"(mig-.*?)\".*", "$1"))
                .containsExactly("mig-twice", "mig-twice", "mig-late");
    }

    @Test
    void chanceIsTheSameForTheSameSeed() {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        List<List<Duration>> first = decisions(Disturbance.seeded(7, 0.3, 0.3, Duration.ofSeconds(9)), event);
        assertThat(decisions(Disturbance.seeded(7, 0.3, 0.3, Duration.ofSeconds(9)), event)).isEqualTo(first);
        assertThat(decisions(Disturbance.seeded(8, 0.3, 0.3, Duration.ofSeconds(9)), event)).isNotEqualTo(first);
        assertThat(first).extracting(List::size).contains(0, 1, 2);
    }

    private static List<List<Duration>> decisions(Disturbance disturbance, ObjectNode event) {
        List<List<Duration>> decisions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            decisions.add(disturbance.copies(event, FUNCTION));
        }
        return decisions;
    }

    @Test
    void programsPutEventsOfTheirOwn() {
        rule("own", "{\"source\":[\"tidegate\"]}");
        PutEventsResponse response = bus.putEvents(events -> events.entries(entry("tidegate", "{\"release\":42}"),
                entry("aws.ecs", "{}"), entry("tidegate", "[1]"), entry("tidegate", "{"), entry(null, "{}")));
        time.pass(LATENCY);
        assertThat(received).singleElement().asString().contains("\"detail\":{\"release\":42}");
        assertThat(response.failedEntryCount()).isEqualTo(4);
        assertThat(response.entries()).extracting(PutEventsResultEntry::errorCode).containsExactly(null,
                "NotAuthorizedForSourceException", "MalformedDetail", "MalformedDetail", "InvalidArgument");
    }

    private static PutEventsRequestEntry entry(String source, String detail) {
        return PutEventsRequestEntry.builder().source(source).detailType("release").detail(detail).build();
    }

    @Test
    void aRuleIsPutAgainWithItsTargetsAndDeletedWithoutThem() {
        rule("stopped", "{\"source\":[\"nobody\"]}");
        bus.putRule(rule -> rule.name("stopped").eventPattern(STOPPED));
        taskStopped("mig-1");
        time.pass(LATENCY);
        assertThat(received).hasSize(1);
        assertThat(bus.listRules(list -> list.namePrefix("stop")).rules()).extracting(Rule::name, Rule::state)
                .containsExactly(tuple("stopped", RuleState.ENABLED));
        assertThatThrownBy(() -> bus.deleteRule(delete -> delete.name("stopped")))
                .isInstanceOf(EventBridgeException.class).hasMessageContaining("has targets");

        bus.removeTargets(remove -> remove.rule("stopped").ids("1"));
        assertThat(bus.listTargetsByRule(list -> list.rule("stopped")).targets()).isEmpty();
        bus.deleteRule(delete -> delete.name("stopped"));

        assertThat(bus.listRules(list -> list.namePrefix("")).rules()).isEmpty();
        assertThatThrownBy(() -> target("stopped")).isInstanceOf(ResourceNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "{\"source\":\"aws.ecs\"}", "{\"detail\":{\"a\":[{\"starts\":\"b\"}]}}"})
    void anEventPatternThatEventBridgeRefusesIsRefused(String pattern) {
        assertThatThrownBy(() -> rule("bad", pattern)).isInstanceOf(InvalidEventPatternException.class)
                .hasMessageContaining("Event pattern is not valid. Reason:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate(1 minutes)", "rate(5 minute)", "rate(0 minutes)", "every minute"})
    void aScheduleThatEventBridgeRefusesIsRefused(String expression) {
        assertThatThrownBy(() -> schedule(expression)).isInstanceOf(EventBridgeException.class)
                .hasMessageContaining("Parameter ScheduleExpression is not valid.");
    }

    @Test
    void whatIsNotSimulatedIsSaid() {
        assertThatThrownBy(() -> schedule("cron(0 10 * * ? *)")).isInstanceOf(UnsupportedOperationException.class);
        bus.putRule(rule -> rule.name("stopped").eventPattern(STOPPED));
        assertThatThrownBy(() -> bus.putTargets(targets -> targets.rule("stopped")
                .targets(Target.builder().id("1").arn("arn:aws:sqs:eu-west-1:1:queue").build())))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("target \"arn:aws:sqs:eu-west-1:1:queue\", only functions and log groups");
    }
}
