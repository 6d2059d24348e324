package dev.tidegate.tests.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.tests.crash.CodeDeployed;
import java.util.Map;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;

/** Deployments by CodeDeploy, with nothing beside them. */
enum CodeDeployScenario implements Scenario {
    COMPLETED {
        @Override
        public void play(InstalledShop shop) {
            String release = deploy(shop);
            shop.untilState(release, "Armed");
            assertThat(shop.call("list", Map.of()).path("releases")).hasSize(1);
            assertThat(shop.call("explain", release).path("state").asText()).isEqualTo("Armed");
            shop.untilEnded(release, "Completed");
            assertThat(shop.call("status", release).path("state").asText()).isEqualTo("Completed");
            assertThat(shop.ran()).containsExactly("safemigrate", "migrate");
            assertThat(status(shop, release)).isEqualTo(DeploymentStatus.SUCCEEDED);
            shop.lambdaGivesUpAWakeUp();
        }
    },
    HOOK_FAILED {
        @Override
        public void play(InstalledShop shop) {
            shop.migrationsExit(3);
            String release = deploy(shop);
            shop.untilEnded(release, "PreFailed");
            shop.until("CodeDeploy was told", () -> status(shop, release) == DeploymentStatus.FAILED);
        }
    },
    ROLLED_BACK {
        @Override
        public void play(InstalledShop shop) {
            String release = deploy(shop);
            shop.untilState(release, "Armed");
            shop.aws.codeDeploy.stopDeployment(stop -> stop.deploymentId(release).autoRollbackEnabled(true));
            shop.untilEnded(release, "Disarmed");
            assertThat(shop.ran()).containsExactly("safemigrate");
        }
    },
    OVERRUN {
        @Override
        public void play(InstalledShop shop) {
            shop.migrationsNeverEnd();
            String release = deploy(shop);
            shop.untilEnded(release, "PreFailed");
            assertThat(shop.cut.calls()).contains("Ecs.stopTask");
        }
    };

    @Override
    public boolean codeDeploy() {
        return true;
    }

    private static String deploy(InstalledShop shop) {
        CodeDeployed.serve(shop.lab, shop.aws.codeDeploy);
        String release = CodeDeployed.deploy(shop.aws.codeDeploy, shop.hookFunction());
        shop.until("the release is opened", () -> shop.state(release).isPresent());
        return release;
    }

    private static DeploymentStatus status(InstalledShop shop, String id) {
        return shop.aws.codeDeploy.getDeployment(get -> get.deploymentId(id)).deploymentInfo().status();
    }
}
