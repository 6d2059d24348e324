package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    private static final Map<String, Map<String, Object>> ROLES = Shop.TEMPLATE.ofTidegate("AWS::IAM::Role");

    @Test
    void theFunctionMayDoThisAndNothingElse() throws JsonProcessingException {
        assertThat(statements("TidegateFunctionRole")).isEqualTo(json(
                """
                        [
                          {"Sid": "RunMigration", "Effect": "Allow", "Action": "ecs:RunTask",
                           "Resource": "arn:${AWS::Partition}:ecs:eu-west-1:123456789012:task-definition/FAMILY:*",
                           "Condition": {"ArnEquals": {"ecs:cluster": "${Cluster.Arn}"}}},
                          {"Sid": "PassTaskRoles", "Effect": "Allow", "Action": "iam:PassRole",
                           "Resource": ["${TidegateMigrationTaskTaskRole.Arn}", "${TidegateMigrationTaskExecutionRole.Arn}"],
                           "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}},
                          {"Sid": "StopMigration", "Effect": "Allow", "Action": "ecs:StopTask",
                           "Resource": "arn:${AWS::Partition}:ecs:eu-west-1:123456789012:task/${Cluster}/*",
                           "Condition": {"ArnEquals": {"ecs:cluster": "${Cluster.Arn}"}}},
                          {"Sid": "ReadTasks", "Effect": "Allow", "Action": "ecs:DescribeTasks",
                           "Resource": "arn:${AWS::Partition}:ecs:eu-west-1:123456789012:task/${Cluster}/*",
                           "Condition": {"ArnEquals": {"ecs:cluster": "${Cluster.Arn}"}}},
                          {"Sid": "ListTasks", "Effect": "Allow", "Action": "ecs:ListTasks", "Resource": "*",
                           "Condition": {"ArnEquals": {"ecs:cluster": "${Cluster.Arn}"}}},
                          {"Sid": "ReadServices", "Effect": "Allow",
                           "Action": ["ecs:DescribeServices", "ecs:DescribeServiceRevisions"],
                           "Resource": [
                             "arn:${AWS::Partition}:ecs:eu-west-1:123456789012:service/${Cluster}/web",
                             "arn:${AWS::Partition}:ecs:eu-west-1:123456789012:service-revision/${Cluster}/web/*",
                             "arn:${AWS::Partition}:ecs:eu-west-1:123456789012:service/${Cluster}/worker",
                             "arn:${AWS::Partition}:ecs:eu-west-1:123456789012:service-revision/${Cluster}/worker/*"]},
                          {"Sid": "ReadTaskDefinitions", "Effect": "Allow", "Action": "ecs:DescribeTaskDefinition",
                           "Resource": "*"},
                          {"Sid": "ReadServiceDeployments", "Effect": "Allow",
                           "Action": ["ecs:ListServiceDeployments", "ecs:DescribeServiceDeployments"],
                           "Resource": [
                             "arn:${AWS::Partition}:ecs:eu-west-1:123456789012:service/${Cluster}/web",
                             "arn:${AWS::Partition}:ecs:eu-west-1:123456789012:service-deployment/${Cluster}/web/*"]},
                          {"Sid": "ReadMigrationLog", "Effect": "Allow", "Action": "logs:GetLogEvents",
                           "Resource": "arn:${AWS::Partition}:logs:eu-west-1:123456789012:log-group:${TidegateMigrationLog}:*"},
                          {"Sid": "ReadAndWriteReleases", "Effect": "Allow",
                           "Action": ["dynamodb:GetItem", "dynamodb:PutItem"], "Resource": "${TidegateLedger.Arn}"},
                          {"Sid": "FindOpenReleases", "Effect": "Allow", "Action": "dynamodb:Query",
                           "Resource": "${TidegateLedger.Arn}/index/open"},
                          {"Sid": "PublishEvents", "Effect": "Allow", "Action": "events:PutEvents",
                           "Resource": "arn:${AWS::Partition}:events:eu-west-1:123456789012:event-bus/default"},
                          {"Sid": "WriteLog", "Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                           "Resource": "${TidegateLog.Arn}"},
                          {"Sid": "KeepLostWakeUps", "Effect": "Allow", "Action": "sqs:SendMessage",
                           "Resource": "${TidegateLostWakeUps.Arn}"}
                        ]"""
                        .replace("FAMILY", "Shop-Tidegate-D44C0D64-migration")));
        assertThat(trusted("TidegateFunctionRole")).isEqualTo("lambda.amazonaws.com");
    }

    @Test
    void ecsMayCallTheFunctionAndNothingElse() throws JsonProcessingException {
        assertThat(statements("TidegateHookRole")).isEqualTo(json("""
                [{"Sid": "InvokeFunction", "Effect": "Allow", "Action": "lambda:InvokeFunction",
                  "Resource": "${TidegateFunction.Arn}"}]"""));
        assertThat(trusted("TidegateHookRole")).isEqualTo("ecs.amazonaws.com");
    }

    /** A policy apart could come after the service has called. */
    @Test
    void everyPermissionOfTheFunctionIsPartOfItsRole() {
        assertThat(ROLES).containsOnlyKeys("TidegateFunctionRole", "TidegateHookRole",
                "TidegateMigrationTaskTaskRole", "TidegateMigrationTaskExecutionRole");
        assertThat(ROLES.values()).allSatisfy(
                role -> assertThat(Readable.properties(role)).doesNotContainKey("ManagedPolicyArns"));
        assertThat(Shop.TEMPLATE.ofTidegate("AWS::IAM::Policy")).containsOnlyKeys(
                "TidegateMigrationTaskTaskRoleDefaultPolicy", "TidegateMigrationTaskExecutionRoleDefaultPolicy");
        assertThat(Shop.TEMPLATE.ofTidegate("AWS::IAM::ManagedPolicy")).isEmpty();
    }

    @Test
    void theMigrationTaskMayReadTheSecretAndNothingElse() throws JsonProcessingException {
        assertThat(Readable.object(Shop.TEMPLATE.properties("AWS::IAM::Policy", "TidegateMigrationTaskTaskRole")
                .get("PolicyDocument")).get("Statement")).isEqualTo(json("""
                        [{"Effect": "Allow", "Resource": "${DatabaseSecretAttachment}",
                          "Action": "secretsmanager:GetSecretValue"}]"""));
    }

    private static Object statements(String role) {
        List<?> policies = Readable.list(Readable.properties(ROLES.get(role)).get("Policies"));
        assertThat(policies).hasSize(1);
        return Readable.object(Readable.object(policies.get(0)).get("PolicyDocument")).get("Statement");
    }

    private static Object trusted(String role) {
        Object trust = Readable.properties(ROLES.get(role)).get("AssumeRolePolicyDocument");
        List<?> statements = Readable.list(Readable.object(trust).get("Statement"));
        assertThat(statements).hasSize(1);
        return Readable.object(Readable.object(statements.get(0)).get("Principal")).get("Service");
    }

    private static Object json(String text) throws JsonProcessingException {
        return new ObjectMapper().readValue(text, Object.class);
    }
}
