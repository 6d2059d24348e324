package dev.tidegate.tests.ecs;

/**
 * A task's way, in order; see
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html. Containers still execute in
 * DEACTIVATING and STOPPING.
 */
enum TaskStatus {
    PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED;

    /** What ECS counts as pending. */
    boolean pending() {
        return compareTo(RUNNING) < 0;
    }
}
