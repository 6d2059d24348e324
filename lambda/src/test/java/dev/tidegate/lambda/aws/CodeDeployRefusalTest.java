package dev.tidegate.lambda.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;

/** What a hook is told that cannot be looked after. */
class CodeDeployRefusalTest {
    private final CodeDeployStub codeDeploy = new CodeDeployStub();

    @ParameterizedTest
    @CsvSource({"user, Failed", "codeDeployRollback, Succeeded", "CloudFormationRollback, Succeeded"})
    void aDeploymentFailsAndARollbackIsLetThrough(String creator, String answer) {
        codeDeploy.info = DeploymentInfo.builder().creator(creator).build();

        new CodeDeployRefusal(codeDeploy).refuse("d-1", "hook-1");

        assertThat(codeDeploy.answers).singleElement().satisfies(put -> {
            assertThat(put.deploymentId()).isEqualTo("d-1");
            assertThat(put.lifecycleEventHookExecutionId()).isEqualTo("hook-1");
            assertThat(put.statusAsString()).isEqualTo(answer);
        });
    }
}
