package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.settings.MigrationTask;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.ecs.FargateService;

/** The service's own image runs the migrations, with commands of its own tool. */
class OwnImageTest {
    private static Readable template;

    @BeforeAll
    static void synthesise() {
        Given given = new Given("own-image");
        FargateService web = given.service("Web").serviceName("web").assignPublicIp(true).build();
        Tidegate.Builder.create(given.stack, "Tidegate").service(web).database(given.database)
                .preCommand(List.of("python", "manage.py", "safemigrate"))
                .postCommand(List.of("python", "manage.py", "migrate"))
                .environment(Map.of("DJANGO_SETTINGS_MODULE", "shop.settings"))
                .secrets(Map.of("DATABASE_PASSWORD", software.amazon.awscdk.services.ecs.Secret.fromSecretsManager(
                        given.secret))).build().attachTo(web);
        template = Readable.of(given.stack);
    }

    @Test
    void runsTheSameImageOnTheSamePlatform() {
        Map<String, Object> task = template.properties("AWS::ECS::TaskDefinition", "Tidegate");

        assertThat(container(task)).containsEntry("Image", "registry.example/shop:42").containsEntry("Environment",
                List.of(Map.of("Name", "DJANGO_SETTINGS_MODULE", "Value", "shop.settings"))).containsEntry("Secrets",
                        List.of(Map.of("Name", "DATABASE_PASSWORD", "ValueFrom", "${Secret}")));
        assertThat(task).containsEntry("RuntimePlatform", Map.of("CpuArchitecture", "ARM64"));
    }

    /** What may pull the image; what it may do when it runs is its own. */
    @Test
    void sharesTheExecutionRoleAndNotTheRole() {
        assertThat(template.properties("AWS::ECS::TaskDefinition", "Tidegate"))
                .containsEntry("ExecutionRoleArn", "${TaskExecutionRole.Arn}")
                .containsEntry("TaskRoleArn", "${TidegateMigrationTaskTaskRole.Arn}");
        assertThat(CodeDeployTest.statements(template).get("PassTaskRoles")).containsEntry("Resource", List.of(
                "${TidegateMigrationTaskTaskRole.Arn}", "${TaskExecutionRole.Arn}"));
    }

    @Test
    void theFunctionIsToldTheCommandsAndTheNetworkOfTheService() {
        MigrationTask task = SettingsTest.read(template).databases().get(0).task();

        assertThat(task.pre()).containsExactly("python", "manage.py", "safemigrate");
        assertThat(task.post()).containsExactly("python", "manage.py", "migrate");
        assertThat(task.assignPublicIp()).isTrue();
        assertThat(task.subnets()).containsExactly("${VpcPublicSubnet1Subnet}", "${VpcPublicSubnet2Subnet}");
    }

    private static Map<String, Object> container(Map<String, Object> task) {
        return Readable.object(Readable.list(task.get("ContainerDefinitions")).get(0));
    }
}
