package dev.tidegate.tests.codedeploy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidegate.tests.ecs.SimulatedEcs;
import dev.tidegate.tests.ecs.World;

/** What all parts of the simulated CodeDeploy have in common. */
final class CodeDeployPlane {
    private static final String ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String ACCOUNT = "111122223333";

    final World world;
    final SimulatedEcs ecs;
    private final SplittableRandom random = new SplittableRandom(4711);
    private CodeDeployBehaviour behaviour;

    CodeDeployPlane(World world, SimulatedEcs ecs, CodeDeployBehaviour behaviour) {
        this.world = world;
        this.ecs = ecs;
        this.behaviour = behaviour;
    }

    CodeDeployBehaviour behaviour() {
        return behaviour;
    }

    void behave(CodeDeployBehaviour next) {
        behaviour = next;
    }

    String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    String deploymentId() {
        var id = new StringBuilder("d-");
        for (int i = 0; i < 9; i++) {
            id.append(ID_CHARACTERS.charAt(random.nextInt(ID_CHARACTERS.length())));
        }
        return id.toString();
    }

    void note(String what) {
        world.journal().happened("codedeploy", what);
    }

    /**
     * Announces a deployment's state; see
     * https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-cloudwatch-events.html. At AWS the delivery of these
     * events is best effort: one may be missing.
     */
    void announce(DeploymentGroup group, String deploymentId, String state) {
        var arn = "arn:aws:codedeploy:" + world.region() + ":" + ACCOUNT + ":";
        var detail = JsonNodeFactory.instance.objectNode()
                .put("region", world.region())
                .put("deploymentId", deploymentId)
                .put("instanceGroupId", group.info().deploymentGroupId())
                .put("deploymentGroup", group.name())
                .put("state", state)
                .put("application", group.application());
        world.events()
                .publish("aws.codedeploy", "CodeDeploy Deployment State-change Notification",
                        List.of(arn + "application:" + group.application(),
                                arn + "deploymentgroup:" + group.application() + "/" + group.name()),
                        detail);
    }
}
