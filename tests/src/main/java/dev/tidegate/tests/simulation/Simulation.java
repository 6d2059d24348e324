package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.Control;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Reconciler;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Watcher;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.Settings;
import dev.tidegate.lambda.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs the control in the world of a seed, from its first deployment until everything has ended. */
final class Simulation {
    private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);
    private static final long LONGEST_END = 40 * Spans.HOUR;

    private final World world;
    private final List<DeploymentPlan> plans;
    private final Deployer deployer;
    private final SimulatedLedger ledger;

    /** How it ended. @param broken the promise that was broken, if one was */
    record Result(long seed, Optional<PromiseBroken> broken, Tally tally, List<Faults.Struck> struck,
            List<DeploymentPlan> plans, List<String> timeline) {}

    private Simulation(long seed, Mutation mutation, Reduction reduction, Set<Fault> allowed, boolean told) {
        Chance chance = new Chance(seed);
        double intensity = chance.fork(2).of(List.of(0.3, 1.0, 1.0, 3.0));
        Faults faults = new Faults(chance.fork(3), intensity * mutation.stress(), allowed, number -> !reduction.faults()
                .contains(
                        number));
        world = new World(chance, faults, new Timeline(told));
        plans = new WorldMaker(world).make().stream().filter(plan -> !reduction.deployments().contains(plan
                .number())).toList();
        Calls calls = new Calls(world);
        ledger = new SimulatedLedger(world, calls);
        world.keepsIn(ledger);
        world.runs(new Lambda(world, control(mutation, calls)));
        deployer = new Deployer(world);
    }

    static Result run(long seed, Mutation mutation) {
        return run(seed, mutation, Reduction.NOTHING, ALL, false);
    }

    static Result run(long seed, Mutation mutation, Reduction reduction, Set<Fault> allowed, boolean told) {
        return new Simulation(seed, mutation, reduction, allowed, told).run(seed);
    }

    private Control control(Mutation mutation, Calls calls) {
        List<Database> databases = world.databases.stream().map(database -> database.settings(Duration.ofSeconds(
                world.chance.fork(5).of(List.of(30, 60, 60, 120))))).toList();
        Settings settings = new Settings("releases", databases, Optional.of("bus"), Duration.ofDays(90),
                "tidegate");
        Reconciler.Conduct conduct = new Reconciler.Conduct(name -> mutation.rules(world.database(name).rules),
                mutation::policy);
        Ledger kept = mutation.ledger(ledger, world);
        Cloud cloud = mutation.cloud(new SimulatedCloud(world, calls), world);
        return new Control(settings, kept, cloud, conduct, () -> Instant.ofEpochMilli(World.EPOCH + world.now()),
                new Onlooker(world));
    }

    private Result run(long seed) {
        Optional<PromiseBroken> broken = Optional.empty();
        try {
            play();
        } catch (PromiseBroken e) {
            broken = Optional.of(e);
        }
        return new Result(seed, broken, world.tally, world.faults.struck(), plans, world.timeline.lines());
    }

    private void play() {
        plans.forEach(deployer::plan);
        new Person(world);
        sweepEveryMinute();
        long horizon = plans.stream().mapToLong(DeploymentPlan::at).max().orElse(0) + world.chance.fork(4).between(10,
                70) * Spans.MINUTE;
        world.events.until(horizon);
        Finale finale = new Finale(world, deployer);
        finale.begin();
        while (!finale.isOver() && world.now() < horizon + LONGEST_END) {
            world.events.pass(10 * Spans.MINUTE);
        }
        world.ends();
        everythingHasEnded();
    }

    private void sweepEveryMinute() {
        if (world.isOver()) {
            return;
        }
        Optional<Fault> fault = world.faults.strike(Fault.At.SWEEP);
        if (fault.filter(Fault.LOST_SWEEP::equals).isPresent()) {
            world.tally.count(Seen.LOST_SWEEPS);
        } else {
            world.lambda().invoke(new Trigger.Sweep(), _ -> {});
        }
        if (fault.filter(Fault.DOUBLED_SWEEP::equals).isPresent()) {
            world.lambda().invoke(new Trigger.Sweep(), _ -> {});
        }
        world.events.in(Spans.MINUTE, this::sweepEveryMinute);
    }

    private void everythingHasEnded() {
        for (Release release : ledger.unfinished()) {
            world.promises.broken(Promise.P6, "release " + release.id() + " is still " + release.state().name()
                    + " a day after the last trouble: " + release.history().getLast().why() + "; waits for "
                    + world.lastWait(release.id()));
        }
    }

    /** Writes down what the control says it waits for. */
    private record Onlooker(World world) implements Watcher {
        @Override
        public void entered(Release before, Release release, String why) {
            world.tell("control", () -> release.id() + " " + release.state().name() + ": " + why);
        }

        @Override
        public void waits(Release release, String why) {
            world.waits(release, why);
        }

        @Override
        public void failed(ReleaseId id, RuntimeException problem) {
            world.tell("control", () -> id + " cannot go on: " + problem.getMessage());
        }

        @Override
        public void asked(Asked asked) {
            world.tell("control", () -> asked.command() + " is asked");
        }
    }
}
