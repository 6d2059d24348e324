package dev.tidegate.lambda.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppSpecTest {
    @ParameterizedTest
    @ValueSource(strings = {
            "{\"version\": 0.0, \"Resources\": [{\"TargetService\": {\"Type\": \"AWS::ECS::Service\", \"Properties\": "
                    + "{\"TaskDefinition\": \"arn:aws:ecs:us-east-1:1:task-definition/app:42\", \"LoadBalancerInfo\": {}}}}]}",
            "Resources:\n  - TargetService:\n      Properties:\n"
                    + "        TaskDefinition: arn:aws:ecs:us-east-1:1:task-definition/app:42\n",
            "        TaskDefinition: \"arn:aws:ecs:us-east-1:1:task-definition/app:42\" # the new one\r\n",
            "        'TaskDefinition': 'arn:aws:ecs:us-east-1:1:task-definition/app:42'\n",
            "        # TaskDefinition: arn:aws:ecs:us-east-1:1:task-definition/app:41\n"
                    + "        TaskDefinition: arn:aws:ecs:us-east-1:1:task-definition/app:42\n",
            "PlatformVersion: LATEST # TaskDefinition: below\n"
                    + "TaskDefinition: arn:aws:ecs:us-east-1:1:task-definition/app:42\n",
            "OldTaskDefinition: app:41\nTaskDefinition: arn:aws:ecs:us-east-1:1:task-definition/app:42\n"})
    void theTaskDefinitionIsFoundInJsonAndYaml(String content) {
        assertThat(AppSpec.taskDefinition(content)).contains("arn:aws:ecs:us-east-1:1:task-definition/app:42");
    }

    @Test
    void itIsFoundInTheExampleThatUsersStartFrom() throws IOException {
        assertThat(AppSpec.taskDefinition(Files.readString(Path.of("..", "cdk", "workflows", "appspec.json"))))
                .contains("arn:aws:ecs:eu-central-1:111122223333:task-definition/shop:42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "TaskDefinition: <TASK_DEFINITION>", "# TaskDefinition: app:42",
            "TaskDefinition: \"\""})
    void withoutOneNothingIsGuessed(String content) {
        assertThat(AppSpec.taskDefinition(content)).isEmpty();
    }
}
