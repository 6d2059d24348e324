package dev.tidegate.lambda.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.release.Caller;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.HookAnswer;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Events on EventBridge, and the ends of phases told to Step Functions. */
class TellingTest {
    private static final Release ARMED = Samples.in(Samples.nativeRelease(), new State.Armed());
    private static final Caller CALLER = new Caller(Phase.PRE_TRAFFIC, "token-1");
    private final List<String> said = new ArrayList<>();
    private Optional<RuntimeException> failure = Optional.empty();
    private final Callers callers = new Callers(Workflows::new);
    private final List<PutEventsRequestEntry> entries = new ArrayList<>();
    private int failedEntries;

    private final class Workflows implements SfnClient {
        private void say(String what) {
            failure.ifPresent(e -> {
                throw e;
            });
            said.add(what);
        }

        @Override
        public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
            say("success " + request.taskToken() + " " + request.output());
            return SendTaskSuccessResponse.builder().build();
        }

        @Override
        public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
            say("failure " + request.taskToken() + " " + request.error() + " " + request.cause());
            return SendTaskFailureResponse.builder().build();
        }

        @Override
        public SendTaskHeartbeatResponse sendTaskHeartbeat(SendTaskHeartbeatRequest request) {
            say("heartbeat " + request.taskToken());
            return SendTaskHeartbeatResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final class Bus implements EventBridgeClient {
        @Override
        public PutEventsResponse putEvents(PutEventsRequest request) {
            entries.addAll(request.entries());
            return PutEventsResponse.builder().failedEntryCount(failedEntries).entries(failedEntries == 0 ? List.of()
                    : List.of(PutEventsResultEntry.builder().errorCode("ThrottlingException").errorMessage("Rate"
                            + " exceeded").build())).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    @Test
    void aCallerIsToldTheEndOfItsPhase() {
        callers.heartbeat(CALLER);
        callers.answer(ARMED, CALLER, new HookAnswer.Succeeded());
        callers.answer(Samples.in(ARMED, new State.PreFailed("column is gone")), CALLER, new HookAnswer.Failed(
                "column is gone"));

        assertThat(said).containsExactly("heartbeat token-1",
                "success token-1 {\"release\":\"dep42\",\"version\":\"web:42\",\"phase\":\"pre-traffic\","
                        + "\"state\":\"Armed\"}",
                "failure token-1 Tidegate.PreFailed column is gone");
    }

    @Test
    void aCallerThatIsNoLongerThereIsNotToldAgain() {
        failure = Optional.of(TaskTimedOutException.builder().message("Task Timed Out").build());

        assertThatThrownBy(() -> callers.heartbeat(CALLER)).isInstanceOf(Cloud.AnswerNotTaken.class).hasMessage(
                "Step Functions SendTaskHeartbeat: Task Timed Out");
    }

    @Test
    void aCallerThatCouldNotBeReachedIsToldAgain() {
        failure = Optional.of(SdkClientException.create("timed out"));

        assertThatThrownBy(() -> callers.answer(ARMED, CALLER, new HookAnswer.Succeeded())).isInstanceOf(
                Cloud.Unavailable.class).hasMessage("Step Functions SendTaskSuccess: timed out");
    }

    @Test
    void aStepIsAnEventWithEverythingThatIsKnown() {
        new Events(Bus::new, Optional.of("default"), "tidegate").publish(ARMED, List.of(ARMED.history().getLast()));

        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.eventBusName()).isEqualTo("default");
            assertThat(entry.source()).isEqualTo("tidegate");
            assertThat(entry.detailType()).isEqualTo("Tidegate Release State Change");
            assertThat(entry.time()).isEqualTo(Samples.NOON);
            assertThat(entry.detail()).isEqualTo(
                    "{\"schemaVersion\":\"1\",\"function\":\"tidegate\",\"release\":\"dep42\","
                            + "\"number\":2,\"state\":\"Armed\",\"why\":\"put there by the test\",\"at\":\"2026-03-01T12:00:00Z\","
                            + "\"version\":\"web:42\",\"database\":\"orders\",\"service\":\"web\"}");
        });
    }

    @Test
    void noMoreThanTenArePutAtOnceAndAFailedEntryIsAFailure() {
        List<Transition> steps = IntStream.rangeClosed(1, 23).mapToObj(i -> new Transition(i, Samples.NOON, "Armed",
                "why")).toList();
        new Events(Bus::new, Optional.of("default"), "tidegate").publish(ARMED, steps);
        assertThat(entries).hasSize(23);

        failedEntries = 1;
        assertThatThrownBy(() -> new Events(Bus::new, Optional.of("default"), "tidegate").publish(ARMED, steps))
                .isInstanceOf(
                        Cloud.Unavailable.class).hasMessage(
                                "EventBridge PutEvents: ThrottlingException: Rate exceeded");
    }

    @Test
    void withoutABusNobodyIsAsked() {
        new Events(() -> {
            throw new AssertionError("asked");
        }, Optional.empty(), "tidegate").publish(ARMED, ARMED.history());
    }
}
