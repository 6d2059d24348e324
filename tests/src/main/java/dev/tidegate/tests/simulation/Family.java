package dev.tidegate.tests.simulation;

import java.util.ArrayList;
import java.util.List;

/** A task family that a schedule starts tasks of, always of its newest revision. */
final class Family {
    final World world;
    final SimDatabase database;
    final String name;
    final List<SimTask> tasks = new ArrayList<>();
    private final Chance chance;
    private final long every;
    private int newest = 1;

    Family(World world, SimDatabase database, String name, Chance chance) {
        this.world = world;
        this.database = database;
        this.name = name;
        this.chance = chance;
        every = chance.between(10, 90) * Spans.MINUTE;
        world.events.in(chance.between(0, every), this::scheduled);
    }

    Revision newest() {
        return new Revision(name, "schedule", "arn:aws:ecs:eu-west-1:111122223333:task-definition/" + name + ":"
                + newest, newest);
    }

    void register(int version) {
        if (version > newest) {
            if (!world.isCalm() && chance.in(0.5)) {
                // Somebody has just run it by hand, and looks what the release says now.
                start();
                world.lookAt(name);
            }
            newest = version;
            world.tell(name, () -> "version " + version + " is registered");
        }
    }

    private void scheduled() {
        if (world.isOver()) {
            return;
        }
        start();
        world.events.in(every, this::scheduled);
    }

    private void start() {
        world.promises.started(database, name, newest);
        SimTask task = new SimTask(world.nextTask(), newest(), world.now(), 0, false, chance);
        task.endsAt(world.now() + chance.between(2, chance.in(0.15) ? 150 : 15) * Spans.MINUTE);
        tasks.removeIf(old -> world.now() > old.stoppedAt() + 2 * Spans.HOUR);
        tasks.add(task);
        world.tally.count(Seen.SCHEDULED_TASKS);
        world.tell(name, () -> "a task of version " + newest + " starts");
        world.events.at(task.stoppedAt(), () -> world.lookAt(name));
    }
}
