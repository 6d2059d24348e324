package dev.tidegate.tests.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.tests.stepfunctions.WaitingTask.End;
import dev.tidegate.tests.wire.AwsServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Through the real client. */
class SimulatedStepFunctionsTest {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final SimulatedStepFunctions states = new SimulatedStepFunctions(now::get);
    private final AwsServer server = AwsServer.start(List.of(states));
    private final SfnClient client = SfnClient.builder().endpointOverride(server.endpoint()).region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder()).build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Test
    void theFirstAnswerCountsAndALaterOneFindsNobody() {
        String token = states.enter(LIMIT);
        client.sendTaskSuccess(send -> send.taskToken(token).output("{\"state\": \"Armed\"}"));

        assertThatThrownBy(() -> client.sendTaskFailure(send -> send.taskToken(token).error("late"))).isInstanceOf(
                TaskTimedOutException.class);
        assertThatThrownBy(() -> client.sendTaskHeartbeat(send -> send.taskToken(token))).isInstanceOf(
                TaskTimedOutException.class);
        assertThat(states.task(token).end()).isEqualTo(new End.Succeeded("{\"state\": \"Armed\"}"));
    }

    @Test
    void aFailureIsToldWithItsCause() {
        String token = states.enter(LIMIT);
        client.sendTaskFailure(send -> send.taskToken(token).error("Tidegate.PreFailed").cause("because"));

        assertThat(states.task(token).end()).isEqualTo(new End.Failed("Tidegate.PreFailed", "because"));
    }

    @Test
    void heartbeatsKeepAStateWaiting() {
        String token = states.enter(LIMIT);
        for (int beat = 0; beat < 3; beat++) {
            pass(LIMIT);
            client.sendTaskHeartbeat(send -> send.taskToken(token));
        }
        assertThat(states.task(token).heartbeats()).isEqualTo(3);
        assertThat(states.task(token).end()).isEqualTo(new End.Waits());

        pass(LIMIT.plusMillis(1));
        assertThatThrownBy(() -> client.sendTaskSuccess(send -> send.taskToken(token).output("{}"))).isInstanceOf(
                TaskTimedOutException.class);
        assertThat(states.task(token).end()).isEqualTo(new End.TimedOut());
    }

    @Test
    void whatNobodyWaitsForIsRefused() {
        assertThatThrownBy(() -> client.sendTaskSuccess(send -> send.taskToken("forged").output("{}"))).isInstanceOf(
                TaskDoesNotExistException.class);
        String token = states.enter(LIMIT);
        assertThatThrownBy(() -> client.sendTaskSuccess(send -> send.taskToken(token).output("{} no"))).isInstanceOf(
                InvalidOutputException.class);
        assertThat(states.task(token).end()).isEqualTo(new End.Waits());
    }
}
