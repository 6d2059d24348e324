package dev.tidegate.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.tests.database.LocalDynamoDb;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/**
 * The function dies at every one of its calls of AWS in turn, before the call is carried out or before its answer arrives;
 * then the sweep of every minute finishes the job. Real adapters, real DynamoDB semantics, ECS and CodeDeploy simulated in
 * virtual time, and no event ever arrives.
 */
class CrashTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    /** Bake, termination wait, drain and every back-off fit into it many times. */
    private static final Duration LONG_ENOUGH = Duration.ofHours(3);

    @BeforeAll
    static void start() {
        DYNAMO_DB.client();
    }

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private static Scene deployed(boolean byCodeDeploy, Cut cut) {
        Scene scene = new Scene(DYNAMO_DB.client(), byCodeDeploy, cut);
        if (byCodeDeploy) {
            String id = CodeDeployed.deploy(scene.codeDeploy, "gate");
            scene.pass(LONG_ENOUGH, () -> scene.codeDeploy.getDeployment(get -> get.deploymentId(id)).deploymentInfo()
                    .completeTime() != null);
        } else {
            scene.lab.deploy("shop:2");
            scene.pass(LONG_ENOUGH, () -> scene.lab.deployment().finishedAt() != null);
        }
        return scene;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereverTheFunctionDiesTheReleaseEndsWell(boolean byCodeDeploy) {
        Scene undisturbed = deployed(byCodeDeploy, new Cut(0, false));
        int calls = undisturbed.cut.calls().size();
        completed(undisturbed, "undisturbed");
        assertThat(calls).isGreaterThan(30);
        int rolledBack = 0;
        for (int at = 1; at <= calls; at++) {
            for (boolean carriedOut : List.of(false, true)) {
                Cut cut = new Cut(at, carriedOut);
                Scene scene = deployed(byCodeDeploy, cut);
                String where = "cut at call " + at + ", " + cut.calls().get(at - 1) + (carriedOut
                        ? ", after it was carried out"
                        : "");
                assertThat(cut.happened()).as(where).isTrue();
                if (succeeded(scene, byCodeDeploy)) {
                    completed(scene, where);
                } else {
                    rolledBack++;
                    endedWithTheDeployment(scene, where);
                }
            }
        }
        System.out.println("killed at each of " + calls + " calls, before and after it; " + rolledBack
                + " times ECS or CodeDeploy rolled back because its hook's function failed");
        assertThat(rolledBack).as("most calls are not made in answer to a hook").isLessThan(calls);
    }

    private static boolean succeeded(Scene scene, boolean byCodeDeploy) {
        return byCodeDeploy
                ? scene.codeDeploy.listDeployments(list -> list.applicationName("app").deploymentGroupName("group"))
                        .deployments().stream().allMatch(id -> scene.codeDeploy.getDeployment(get -> get.deploymentId(
                                id)).deploymentInfo().status() == DeploymentStatus.SUCCEEDED)
                : scene.lab.deployment().status() == ServiceDeploymentStatus.SUCCESSFUL;
    }

    private static void completed(Scene scene, String where) {
        assertThat(scene.state()).as(where).isEqualTo("Completed");
        assertThat(scene.ran("pre")).as(where).hasSize(1);
        assertThat(scene.ran("post")).as(where).hasSize(1);
        assertThat(scene.breaches).as(where).isEmpty();
        assertThat(scene.published).as(where).anyMatch(detail -> detail.contains("\"state\":\"Completed\""));
    }

    private static void endedWithTheDeployment(Scene scene, String where) {
        assertThat(scene.state()).as(where).isIn("Disarmed", "PreFailed", "Refused", "Bypassed", "unrecorded");
        assertThat(scene.ran("post")).as(where).isEmpty();
        assertThat(scene.breaches).as(where).isEmpty();
        assertThat(scene.ran("pre").size()).as(where).isLessThanOrEqualTo(1);
    }
}
