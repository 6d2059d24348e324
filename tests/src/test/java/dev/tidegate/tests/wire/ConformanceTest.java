package dev.tidegate.tests.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.TaskSetNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceConnectConfiguration;

/** The server holds requests, responses and errors against AWS's definitions. */
class ConformanceTest {
    private AwsServer server;
    private EcsClient client;

    /** An ECS that answers as told. */
    record Ecs(RuntimeException failure, Service service) implements EcsClient {
        @Override
        public RunTaskResponse runTask(RunTaskRequest request) {
            return RunTaskResponse.builder().build();
        }

        @Override
        public ListTasksResponse listTasks(ListTasksRequest request) {
            throw failure;
        }

        @Override
        public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
            return DescribeServicesResponse.builder().services(service).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private void start(Ecs ecs) {
        server = AwsServer.start(List.of(ecs));
        client = Clients.connect(EcsClient.builder(), server.endpoint());
    }

    @AfterEach
    void close() {
        if (server != null) {
            client.close();
            server.close();
        }
    }

    private void assertRefused(UnaryOperator<RunTaskRequest.Builder> request, String message) {
        start(new Ecs(null, null));
        EcsException thrown = catchThrowableOfType(EcsException.class,
                () -> client.runTask(request.apply(RunTaskRequest.builder()).build()));
        assertThat(thrown.statusCode()).isEqualTo(400);
        assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterException");
        assertThat(thrown.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(server.defects()).singleElement().isInstanceOf(NonConformance.class);
    }

    @Test
    void aRequestWithoutARequiredMemberIsRefused() {
        assertRefused(request -> request.cluster("shop"), "1 validation error detected: Value null at 'taskDefinition'"
                + " failed to satisfy constraint: Member must not be null");
    }

    @Test
    void aRequestWithAWrongEnumIsRefused() {
        assertRefused(request -> request.taskDefinition("migrate").launchType("fargate"), "1 validation error detected:"
                + " Value 'fargate' at 'launchType' failed to satisfy constraint: Member must satisfy enum value set:"
                + " [EC2, EXTERNAL, FARGATE, MANAGED_INSTANCES]");
    }

    @Test
    void everyProblemIsTold() {
        assertRefused(request -> request.propagateTags("ALL"), "2 validation errors detected: Value null at"
                + " 'taskDefinition' failed to satisfy constraint: Member must not be null; Value 'ALL' at"
                + " 'propagateTags' failed to satisfy constraint: Member must satisfy enum value set: [NONE, SERVICE,"
                + " TASK_DEFINITION]");
    }

    @Test
    void aRequestAsDefinedIsServed() {
        start(new Ecs(null, null));
        client.runTask(run -> run.taskDefinition("migrate").launchType("FARGATE"));
        assertThat(server.defects()).isEmpty();
    }

    @Test
    void aResponseWithAWrongEnumIsADefect() {
        assertDefect(Service.builder().launchType("fargate").build(), "ecs.DescribeServices: in the response: Value"
                + " 'fargate' at 'services[0].launchType' failed to satisfy constraint: Member must satisfy enum value"
                + " set: [EC2, EXTERNAL, FARGATE, MANAGED_INSTANCES]");
    }

    @Test
    void aResponseWithoutARequiredMemberIsADefect() {
        assertDefect(Service.builder().deployments(Deployment.builder().serviceConnectConfiguration(
                ServiceConnectConfiguration.builder().enabled(true).logConfiguration(LogConfiguration.builder().build())
                        .build())
                .build()).build(), "ecs.DescribeServices: in the response: Value null at"
                        + " 'services[0].deployments[0].serviceConnectConfiguration.logConfiguration.logDriver' failed to"
                        + " satisfy constraint: Member must not be null");
    }

    private void assertDefect(Service answered, String message) {
        start(new Ecs(null, answered));
        assertThat(client.describeServices(describe -> describe.services("web")).services()).containsExactly(answered);
        assertThat(server.defects()).singleElement().isInstanceOf(NonConformance.class).extracting(
                Throwable::getMessage).isEqualTo(message);
    }

    @Test
    void anErrorThatTheOperationHasIsNone() {
        start(new Ecs(ClusterNotFoundException.builder().message("Cluster not found.").build(), null));
        catchThrowableOfType(ClusterNotFoundException.class, () -> client.listTasks());
        assertThat(server.defects()).isEmpty();
    }

    @Test
    void anErrorThatTheOperationDoesNotHaveIsADefect() {
        start(new Ecs(TaskSetNotFoundException.builder().message("The specified task set was not found.").build(),
                null));
        catchThrowableOfType(EcsException.class, () -> client.listTasks());
        assertThat(server.defects()).singleElement().extracting(Throwable::getMessage)
                .isEqualTo("ecs.ListTasks: it has no error TaskSetNotFoundException");
    }

    @Test
    void inOneProcessWhatDoesNotConformIsThrown() {
        EcsClient checked = Conforming.around(EcsClient.class,
                new Ecs(TaskSetNotFoundException.builder().build(), Service.builder().launchType("fargate").build()));

        assertThat(checked.serviceName()).isEqualTo("ecs");
        assertThat(checked.runTask(run -> run.taskDefinition("migrate"))).isEqualTo(RunTaskResponse.builder().build());
        assertThatThrownBy(() -> checked.runTask(run -> run.cluster("shop"))).isInstanceOf(NonConformance.class)
                .hasMessageStartingWith("ecs.RunTask: in the request: Value null at 'taskDefinition'");
        assertThatThrownBy(() -> checked.describeServices(describe -> describe.services("web")))
                .isInstanceOf(NonConformance.class)
                .hasMessageStartingWith("ecs.DescribeServices: in the response: Value 'fargate'");
        assertThatThrownBy(checked::listTasks).isInstanceOf(NonConformance.class)
                .hasMessage("ecs.ListTasks: it has no error TaskSetNotFoundException");
    }
}
