package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationTaskTest {
    private final Map<String, Object> task = Shop.TEMPLATE.properties("AWS::ECS::TaskDefinition", "Tidegate");
    private final Map<String, Object> container = Readable.object(Readable.list(task.get("ContainerDefinitions"))
            .get(0));

    @Test
    void runsTheImageOnFargate() {
        assertThat(task).containsEntry("RequiresCompatibilities", List.of("FARGATE")).containsEntry("Cpu", "256")
                .containsEntry("Memory", "512").containsEntry("TaskRoleArn", "${TidegateMigrationTaskTaskRole.Arn}")
                .containsEntry("ExecutionRoleArn", "${TidegateMigrationTaskExecutionRole.Arn}");
        assertThat(container).containsEntry("Name", "migrate").containsEntry("StopTimeout", 120)
                .containsEntry("Image", "123456789012.dkr.ecr.eu-west-1.${AWS::URLSuffix}/shop-migrations:42");
    }

    /** The runner reads the secret itself, so that a rotation while it runs does no harm. */
    @Test
    void isToldWhichSecretToReadAndNotTheSecret() {
        assertThat(container).containsEntry("Environment", List.of(Map.of("Name", "TIDEGATE_DATABASE_SECRET", "Value",
                "${DatabaseSecretAttachment}"))).doesNotContainKey("Secrets");
    }

    @Test
    void writesToALogGroupThatForgetsAndStays() {
        Map<String, Object> log = Shop.TEMPLATE.only("AWS::Logs::LogGroup", "TidegateMigrationLog");

        assertThat(container).containsEntry("LogConfiguration", Map.of("LogDriver", "awslogs", "Options", Map.of(
                "awslogs-group", "${TidegateMigrationLog}", "awslogs-stream-prefix", "migrate", "awslogs-region",
                "eu-west-1")));
        assertThat(log).containsEntry("DeletionPolicy", "Retain");
        assertThat(Readable.properties(log)).containsEntry("RetentionInDays", 90);
    }

    @Test
    void reachesTheDatabaseAndPort443AndNothingElse() {
        String port = "${Database.Endpoint.Port}";

        assertThat(Shop.TEMPLATE.properties("AWS::EC2::SecurityGroup", "Tidegate")).doesNotContainKey(
                "SecurityGroupIngress").containsEntry("SecurityGroupEgress", List.of(Map.of("CidrIp", "0.0.0.0/0",
                        "Description", "images, secrets and logs", "FromPort", 443, "ToPort", 443, "IpProtocol",
                        "tcp")));
        assertThat(Shop.TEMPLATE.properties("AWS::EC2::SecurityGroupEgress", "Tidegate")).containsEntry("FromPort",
                port)
                .containsEntry("ToPort", port).containsEntry("GroupId", "${TidegateSecurityGroup.GroupId}")
                .containsEntry("DestinationSecurityGroupId", "${DatabaseSecurityGroup.GroupId}");
        assertThat(Shop.TEMPLATE.properties("AWS::EC2::SecurityGroupIngress", "DatabaseSecurityGroupfromShopTidegate"))
                .containsEntry("FromPort", port).containsEntry("GroupId", "${DatabaseSecurityGroup.GroupId}")
                .containsEntry("SourceSecurityGroupId", "${TidegateSecurityGroup.GroupId}");
    }
}
