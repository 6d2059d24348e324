package dev.tidegate.tests.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class RequestsTest {
    private static final String CLUSTER = "arn:aws:ecs:r:1:cluster/prod";
    private final Requests requests = new Requests(new Arns("r", "1"), _ -> TaskDefinition.builder().taskDefinitionArn(
            "arn:aws:ecs:r:1:task-definition/migrate:3").taskRoleArn("arn:aws:iam::1:role/task").executionRoleArn(
                    "arn:aws:iam::1:role/pull").build(), _ -> DeploymentInfo.builder().build());

    @Test
    void aTaskThatIsRunTakesItsRolesAndTagsAlong() {
        Access run = new Access("ecs:RunTask", "arn:aws:ecs:r:1:task-definition/migrate:3", Map.of("ecs:cluster",
                CLUSTER));
        Access pass = Access.to("iam:PassRole", "arn:aws:iam::1:role/task").with("iam:PassedToService",
                "ecs-tasks.amazonaws.com");
        RunTaskRequest plain = RunTaskRequest.builder().cluster("prod").taskDefinition("migrate:3").overrides(
                override -> override.executionRoleArn("arn:aws:iam::1:role/other")).build();

        assertThat(requests.accesses(plain)).containsExactly(run, pass, new Access("iam:PassRole",
                "arn:aws:iam::1:role/other", pass.context()));
        assertThat(requests.accesses(plain.toBuilder().tags(Tag.builder().key("a").value("b").build()).build()))
                .contains(
                        new Access("ecs:TagResource", "arn:aws:ecs:r:1:task/prod/*", Map.of("ecs:CreateAction",
                                "RunTask")));
    }

    @Test
    void aServiceRevisionIsReadFromItsService() {
        String revision = "arn:aws:ecs:r:1:service-revision/prod/shop/7";

        assertThat(requests.accesses(DescribeServiceRevisionsRequest.builder().serviceRevisionArns(revision).build()))
                .extracting(Access::resource).containsExactly("arn:aws:ecs:r:1:service/prod/shop", revision);
    }

    @Test
    void anUnknownRequestIsNotTakenForAllowed() {
        assertThatThrownBy(() -> requests.accesses(DeleteServiceRequest.builder().build())).isInstanceOf(
                AssertionError.class).hasMessageContaining("DeleteServiceRequest");
        assertThatThrownBy(() -> requests.accesses(StopDeploymentRequest.builder().build())).isInstanceOf(
                AssertionError.class);
        assertThatThrownBy(() -> requests.accesses(TransactWriteItemsRequest.builder().transactItems(
                TransactWriteItem.builder().delete(delete -> delete.tableName("t")).build()).build())).isInstanceOf(
                        AssertionError.class);
    }
}
