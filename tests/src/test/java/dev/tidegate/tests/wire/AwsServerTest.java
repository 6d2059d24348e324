package dev.tidegate.tests.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ServerException;
import software.amazon.awssdk.services.ecs.model.Task;

class AwsServerTest {
    private final List<AutoCloseable> open = new ArrayList<>();
    private AwsServer server;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    /** An ECS that knows one operation. */
    record ScriptedEcs(Function<DescribeTasksRequest, DescribeTasksResponse> tasks) implements EcsClient {
        @Override
        public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
            return tasks.apply(request);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static DescribeTasksResponse echo(DescribeTasksRequest request) {
        return DescribeTasksResponse.builder()
                .tasks(request.tasks().stream().map(arn -> Task.builder().taskArn(arn).build()).toList()).build();
    }

    private EcsClient ecs(Function<DescribeTasksRequest, DescribeTasksResponse> tasks, Interceptor... interceptors) {
        server = AwsServer.start(List.of(new ScriptedEcs(tasks)), interceptors);
        open.add(server);
        EcsClient client = Clients.connect(EcsClient.builder(), server.endpoint());
        open.add(client);
        return client;
    }

    private EcsClient failing(RuntimeException failure) {
        return ecs(request -> {
            throw failure;
        });
    }

    private static DescribeTasksRequest tasks(String... arns) {
        return DescribeTasksRequest.builder().tasks(arns).build();
    }

    @Test
    void modelledErrorsArriveAsTheirOwnClassWithTheirMembers() {
        EcsClient client = failing(ConflictException.builder().message("in use").resourceIds("a", "b").build());
        ConflictException thrown = catchThrowableOfType(ConflictException.class, () -> client.describeTasks(tasks()));
        assertThat(thrown.resourceIds()).containsExactly("a", "b");
        assertThat(thrown.statusCode()).isEqualTo(400);
        assertThat(thrown.awsErrorDetails().errorMessage()).isEqualTo("in use");
        assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo("ConflictException");
    }

    @Test
    void anErrorsCodeAndStatusAreKept() {
        EcsClient client = failing(EcsException.builder().statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDeniedException").errorMessage("no")
                        .build())
                .build());
        EcsException thrown = catchThrowableOfType(EcsException.class, () -> client.describeTasks(tasks()));
        assertThat(thrown.statusCode()).isEqualTo(403);
        assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
        assertThat(thrown.awsErrorDetails().errorMessage()).isEqualTo("no");
    }

    @Test
    void theClientsOwnRetriesAreCounted() {
        EcsClient client = failing(ServerException.builder().message("oops").build());
        assertThatThrownBy(() -> client.describeTasks(tasks())).isInstanceOf(ServerException.class);
        assertThat(server.calls().snapshot()).hasSize(1).hasEntrySatisfying("ecs.DescribeTasks",
                count -> assertThat(count).isGreaterThan(1));
    }

    @Test
    void anOperationTheSimulatorLacksIsNamedAndNotRetried() {
        EcsClient client = ecs(AwsServerTest::echo);
        EcsException thrown = catchThrowableOfType(EcsException.class,
                () -> client.listClusters(ListClustersRequest.builder().build()));
        assertThat(thrown.statusCode()).isEqualTo(501);
        assertThat(thrown.awsErrorDetails().errorMessage())
                .isEqualTo("the simulator does not implement ecs.ListClusters");
        assertThat(server.calls().of("ecs.ListClusters")).isEqualTo(1);
        assertThat(server.defects()).isEmpty();
    }

    @Test
    void anUnsupportedOptionIsToldInTheImplementationsWords() {
        EcsClient client = failing(new UnsupportedOperationException("include=TAGS"));
        assertThatThrownBy(() -> client.describeTasks(tasks()))
                .hasMessageContaining("the simulator does not implement ecs.DescribeTasks: include=TAGS");
    }

    @Test
    void aDefectOfTheSimulatorIsToldAndKept() {
        EcsClient client = failing(new IllegalStateException("no such task"));
        assertThatThrownBy(() -> client.describeTasks(tasks())).isInstanceOf(EcsException.class).hasMessageContaining(
                "the simulator failed in ecs.DescribeTasks: java.lang.IllegalStateException: no such task");
        assertThat(server.defects()).isNotEmpty().allMatch(IllegalStateException.class::isInstance);
    }

    @Test
    void anInterceptorCanThrottleAndTheClientRetries() {
        CompletableFuture<Interceptor.Call> throttled = new CompletableFuture<>();
        EcsClient client = ecs(AwsServerTest::echo, new Interceptor() {
            @Override
            public void before(Call call) {
                if (throttled.complete(call)) {
                    throw EcsException.builder().awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ThrottlingException").errorMessage("Rate exceeded").build()).build();
                }
            }
        });
        assertThat(client.describeTasks(tasks("arn")).tasks()).hasSize(1);
        assertThat(throttled.join()).isEqualTo(new Interceptor.Call("ecs", "DescribeTasks", tasks("arn")));
        assertThat(server.calls().of("ecs.DescribeTasks")).isEqualTo(2);
    }

    @Test
    void anInterceptorCanLoseTheAnswerAfterTheDeed() {
        List<DescribeTasksRequest> done = new ArrayList<>();
        EcsClient client = ecs(request -> {
            done.add(request);
            return echo(request);
        }, new Interceptor() {
            @Override
            public DescribeTasksResponse after(Call call, SdkPojo response) {
                if (done.size() == 1) {
                    throw new ConnectionCut();
                }
                return (DescribeTasksResponse) response;
            }
        });
        assertThat(client.describeTasks(tasks("arn")).tasks()).hasSize(1);
        assertThat(done).as("done, lost, and done again").hasSize(2);
    }

    @Test
    void aClientWhoseEveryConnectionIsCutGetsNoAnswer() {
        EcsClient client = ecs(AwsServerTest::echo, new Interceptor() {
            @Override
            public void before(Call call) {
                throw new ConnectionCut();
            }
        });
        assertThatThrownBy(() -> client.describeTasks(tasks())).isNotInstanceOf(EcsException.class)
                .hasMessageContaining("Unexpected end of file from server");
    }

    @Test
    void aHundredCallsAtOnceAreServedAtOnce() {
        int callers = 100;
        CyclicBarrier allInside = new CyclicBarrier(callers);
        EcsClient client = ecs(request -> {
            meet(allInside);
            return echo(request);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> answers = IntStream
                    .range(0, callers).mapToObj(i -> CompletableFuture.supplyAsync(() -> client
                            .describeTasks(tasks("task-" + i)).tasks().getFirst().taskArn(), threads))
                    .toList();
            assertThat(answers).extracting(CompletableFuture::join)
                    .containsExactlyElementsOf(IntStream.range(0, callers).mapToObj(i -> "task-" + i).toList());
        }
        assertThat(server.calls().of("ecs.DescribeTasks")).isEqualTo(callers);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("not all callers are served at once", e);
        }
    }

    @Test
    void whatIsNotAwsIsRefusedAsAwsDoes() throws Exception {
        ecs(AwsServerTest::echo);
        String target = "AmazonEC2ContainerServiceV20141113.DescribeTasks";
        assertRefused("AmazonEC2ContainerServiceV20141113.MakeTea", "{}", "UnknownOperationException");
        assertRefused("DynamoDB_20120810.GetItem", "{}", "UnknownOperationException");
        assertRefused("", "{}", "UnknownOperationException");
        assertRefused(target, "{", "SerializationException");
        assertRefused(target, "", "SerializationException");
        assertRefused(target, "{\"tasks\":\"arn\"}", "SerializationException");
    }

    private void assertRefused(String target, String body, String code) throws Exception {
        URI endpoint = server.endpoint();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(endpoint).header("X-Amz-Target", target)
                    .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("\"__type\":\"" + code + "\"");
        }
    }

    @Test
    void anErrorWithoutWordsKeepsItsClass() {
        EcsClient client = failing(ClusterNotFoundException.builder().build());
        assertThatThrownBy(() -> client.describeTasks(tasks())).isInstanceOf(ClusterNotFoundException.class);
    }
}
