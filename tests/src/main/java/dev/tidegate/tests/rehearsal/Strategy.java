package dev.tidegate.tests.rehearsal;

import software.amazon.awssdk.services.ecs.model.Service;

/** One of the ways to deploy an ECS service blue/green, driven with the SDK's own client as a pipeline would. */
interface Strategy {
    /** How long both versions run after traffic has moved, unless the pace of the rehearsal says otherwise. */
    int MINUTES_TO_ROLL_BACK = 5;

    /** The part of the function's settings that only this way has: members of a JSON object, each with a comma after it. */
    String settings();

    /** Creates the service with its first version, without Tidegate. */
    void createService(String taskDefinition, int tasks);

    /** Whether no deployment is under way and as many tasks run as the service is to have. */
    boolean isSettled(Service service, int tasks);

    /**
     * Starts a deployment.
     *
     * @param hooked whether it asks Tidegate first
     * @return the id by which AWS and Tidegate's ledger know it
     */
    String deploy(String taskDefinition, boolean hooked);

    /** Whether a deployment has ended, however. */
    boolean hasEnded(String deployment);

    /** Whether a deployment has ended successfully. */
    boolean hasSucceeded(String deployment);

    /** Whether traffic goes to the new version while a rollback is still possible. */
    boolean isBaking(String deployment);

    /** Asks for a rollback of a deployment that is under way. */
    void rollBack(String deployment);
}
