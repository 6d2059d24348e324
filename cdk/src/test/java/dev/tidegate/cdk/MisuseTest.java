package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.ecs.DeploymentController;
import software.amazon.awscdk.services.ecs.DeploymentControllerType;
import software.amazon.awscdk.services.ecs.FargateService;

class MisuseTest {
    private static final Example EXAMPLE = new Example();
    private static final FargateService NAMED = EXAMPLE.service("Named").serviceName("web").build();
    private static final FargateService UNNAMED = EXAMPLE.service("Unnamed").build();

    @Test
    void everythingThatIsMissingIsNamed() {
        refused(() -> Tidegate.Builder.create(EXAMPLE.stack, "Tidegate").build(),
                "missing service, migrationTask, container, code; set each on the builder before build()");
    }

    @Test
    void aSingleThingThatIsMissingIsNamed() {
        refused(() -> EXAMPLE.tidegate(NAMED).container(null).build(),
                "missing container; set each on the builder before build()");
    }

    @Test
    void aContainerMustBeInTheTaskDefinition() {
        refused(() -> EXAMPLE.tidegate(NAMED).container("migrations").build(),
                "task definition \"Shop/MigrationTask\" has no container \"migrations\"; add it before build(), or "
                        + "correct the name");
    }

    @Test
    void aServiceThatEcsDoesNotDeployItselfIsRefused() {
        FargateService service = FargateService.Builder.create(EXAMPLE.stack, "CodeDeployed").cluster(EXAMPLE.cluster)
                .taskDefinition(EXAMPLE.web).minHealthyPercent(100).deploymentController(DeploymentController.builder()
                        .type(DeploymentControllerType.CODE_DEPLOY).build())
                .build();

        refused(() -> EXAMPLE.tidegate(service).build(),
                "service \"Shop/CodeDeployed\" is not deployed by ECS itself, and only then has lifecycle hooks; "
                        + "expected the deployment controller ECS");
    }

    @Test
    void aServiceNeedsANameThatIsKnownBeforeItExists() {
        refused(() -> EXAMPLE.tidegate(UNNAMED).build(),
                "service \"Shop/Unnamed\" has no serviceName, but the function must know the name before the service "
                        + "exists; set serviceName on the service. If it is deployed already, that would replace it: "
                        + "give the name it has to .serviceName(\"...\") of this builder instead");
    }

    @Test
    void aReferenceToTheServiceIsNoName() {
        refused(() -> EXAMPLE.tidegate(UNNAMED).serviceName(UNNAMED.getServiceName()).build(),
                "serviceName: expected the name itself, given a value that is known only at deployment");
    }

    @Test
    void aServiceHasOneName() {
        refused(() -> EXAMPLE.tidegate(NAMED).serviceName("wbe").build(),
                "service \"Shop/Named\" has the serviceName \"web\", so .serviceName(\"wbe\") must be left out");
    }

    @Test
    void theGivenNameStandsForAServiceThatCloudFormationNamed() {
        assertThat(DeployingService.of("Tidegate", UNNAMED, Optional.of("Shop-Unnamed-1a2b")).arn())
                .endsWith(":ecs:eu-west-1:123456789012:service/" + EXAMPLE.cluster.getClusterName()
                        + "/Shop-Unnamed-1a2b");
    }

    private static void refused(ThrowingCallable use, String problem) {
        assertThatIllegalArgumentException().isThrownBy(use).withMessage("Tidegate \"Tidegate\": " + problem);
    }
}
