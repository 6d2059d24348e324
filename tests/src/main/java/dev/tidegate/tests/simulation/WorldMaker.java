package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.release.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws a world from a seed: databases, what runs code against them, and what people are going to deploy. */
final class WorldMaker {
    private static final List<CodeIdentity> IDENTITIES = List.of(new CodeIdentity.ImageTag(),
            new CodeIdentity.ImageTag(), new CodeIdentity.ImageDigest(), new CodeIdentity.Environment("GIT_SHA"));
    private static final List<Controller> CARRIERS = List.of(Controller.CODE_DEPLOY, Controller.CODE_DEPLOY,
            Controller.BLUE_GREEN, Controller.LINEAR, Controller.CANARY, Controller.ROLLING,
            Controller.ROLLING_DEFERRED, Controller.ANNOUNCED);

    private final World world;
    private final List<DeploymentPlan> plans = new ArrayList<>();
    private int numbers;

    WorldMaker(World world) {
        this.world = world;
    }

    /** The planned deployments in no particular order. */
    List<DeploymentPlan> make() {
        Chance chance = world.chance.fork(11);
        int databases = chance.in(0.75) ? 1 : chance.in(0.7) ? 2 : 3;
        for (int i = 0; i < databases; i++) {
            SimDatabase database = database("db" + i, chance.fork(i));
            world.databases.add(database);
            plan(database, chance.fork(100 + i));
        }
        return plans;
    }

    private SimDatabase database(String name, Chance chance) {
        SimDatabase database = new SimDatabase(name, chance.of(IDENTITIES), rules(chance));
        database.newestImage = chance.fork(77).in(0.4);
        int carriers = chance.in(0.5) ? 1 : (int) chance.between(2, 3);
        for (int i = 0; i < carriers; i++) {
            service(database, name + "-svc" + i, chance.of(CARRIERS), chance.in(0.92), chance);
        }
        int others = chance.in(0.5) ? 0 : (int) chance.between(1, 2);
        for (int i = 0; i < others; i++) {
            service(database, name + "-wrk" + i, Controller.PLAIN, true, chance);
        }
        int families = chance.in(0.6) ? 0 : (int) chance.between(1, 2);
        for (int i = 0; i < families; i++) {
            database.families.add(new Family(world, database, name + "-job" + i, chance.fork(500 + i)));
        }
        return database;
    }

    private void service(SimDatabase database, String name, Controller controller, boolean runs, Chance chance) {
        int desired = chance.in(0.06) ? 0 : (int) chance.between(1, 3);
        database.services.add(new SimService(world, database, name, controller, runs, desired, chance.fork(900
                + database.services.size())));
    }

    private static Rules rules(Chance chance) {
        Rules usual = Rules.DEFAULT;
        return new Rules(usual.settle(), chance.in(0.15) ? Duration.ofMinutes(10) : Duration.ZERO, chance.in(0.1),
                usual.preLimit(), usual.postLimit(), usual.grace(), usual.startAttempts(), usual.postAttempts(), usual
                        .retryAfter(), usual.claimPatience(), usual.claimLife(), Duration.ofHours(3));
    }

    /** Version after version is made and brought to some of the services and families, early, late or never. */
    private void plan(SimDatabase database, Chance chance) {
        long at = chance.between(1, 20) * Spans.MINUTE;
        int versions = (int) chance.between(2, 7);
        for (int version = 2; version <= versions; version++) {
            bring(database, version, at, chance);
            at += gap(chance);
        }
        scaling(database, at, chance);
    }

    private static long gap(Chance chance) {
        double drawn = chance.fraction();
        long minutes = drawn < 0.5 ? chance.between(3, 20)
                : drawn < 0.92 ? chance.between(20, 60)
                        : chance.between(60, 150);
        return minutes * Spans.MINUTE;
    }

    private void bring(SimDatabase database, int version, long at, Chance chance) {
        for (SimService service : database.services) {
            if (service.isCarrier()) {
                carrier(service, version, at, chance);
            } else if (chance.in(0.85)) {
                deployment(service, version, Math.max(0, at + chance.between(-10, 25) * Spans.MINUTE), chance);
            }
        }
        for (Family family : database.families) {
            if (chance.in(0.85)) {
                world.events.at(Math.max(0, at + chance.between(-10, 20) * Spans.MINUTE), () -> family.register(
                        version));
            }
        }
    }

    private void carrier(SimService service, int version, long at, Chance chance) {
        long when = at + chance.between(0, chance.in(0.75) ? 5 : 35) * Spans.MINUTE;
        if (chance.in(0.85)) {
            deployment(service, version, when, chance);
        }
        if (chance.in(0.2)) {
            // Older code once more, or the same with another configuration.
            int older = Math.max(1, version - (int) chance.between(0, 2));
            deployment(service, older, when + chance.between(1, 60) * Spans.MINUTE, chance);
        }
    }

    private void deployment(SimService service, int version, long at, Chance chance) {
        int number = ++numbers;
        Chance own = world.chance.fork(10_000 + number);
        plans.add(new DeploymentPlan(number, at, service, version, fate(service, chance), chance.below(4), own));
    }

    private static DeploymentPlan.Fate fate(SimService service, Chance chance) {
        double drawn = chance.fraction();
        boolean announced = service.controller == Controller.ANNOUNCED;
        if (drawn < 0.18) {
            return DeploymentPlan.Fate.ROLLED_BACK;
        }
        if (drawn < 0.24) {
            return DeploymentPlan.Fate.STOPPED;
        }
        if (announced && drawn < 0.32) {
            return DeploymentPlan.Fate.NEVER_BEGINS;
        }
        return announced && drawn < 0.40 ? DeploymentPlan.Fate.ANOTHER_BEGINS : DeploymentPlan.Fate.SUCCEEDS;
    }

    private void scaling(SimDatabase database, long until, Chance chance) {
        for (SimService service : database.services) {
            if (chance.in(0.15)) {
                long down = chance.between(0, until);
                int back = service.desired;
                world.events.at(down, () -> scale(service, 0));
                world.events.at(down + chance.between(20, 150) * Spans.MINUTE, () -> scale(service, Math.max(1,
                        back)));
            }
        }
    }

    private void scale(SimService service, int count) {
        if (world.isCalm() || service.underWay().isPresent() || service.current(world.now()).isEmpty()
                || service.desired == count) {
            return;
        }
        Revision current = service.current(world.now()).orElseThrow();
        service.desired = count;
        world.tell(service.name, () -> "is scaled to " + count);
        if (count == 0) {
            world.tally.count(Seen.SCALED_TO_ZERO);
            service.stop(current, false);
        } else {
            service.start(current, count);
        }
    }
}
