package dev.tidegate.tests.ecs;

/** What all parts of the simulated ECS have in common. */
final class ControlPlane {
    final World world;
    final Arns arns;
    final Ids ids = new Ids();
    final EcsEvents events;
    final TaskDefinitions definitions;
    final Tasks tasks;
    private EcsBehaviour behaviour;

    ControlPlane(World world, EcsBehaviour behaviour) {
        this.world = world;
        this.behaviour = behaviour;
        this.arns = new Arns(world.region());
        this.events = new EcsEvents(world);
        this.definitions = new TaskDefinitions(world, arns);
        this.tasks = new Tasks(this);
    }

    EcsBehaviour behaviour() {
        return behaviour;
    }

    void behave(EcsBehaviour next) {
        behaviour = next;
    }

    void note(String what) {
        world.journal().happened("ecs", what);
    }
}
