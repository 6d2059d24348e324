package dev.tidegate.tests.simulation;

/**
 * When nothing goes wrong any more, one last version is brought everywhere, again and again until it is there, and then
 * every release has to end: one that waits for a consumer which nobody deploys would rightly wait for ever.
 */
final class Finale {
    private static final long APART = 10 * Spans.MINUTE;
    private static final int LAST_VERSION = 9;

    private final World world;
    private final Deployer deployer;
    private int number = 1000;

    Finale(World world, Deployer deployer) {
        this.world = world;
        this.deployer = deployer;
    }

    void begin() {
        world.calms();
        for (SimDatabase database : world.databases) {
            database.families.forEach(family -> family.register(LAST_VERSION));
            database.services.forEach(this::scaleUp);
        }
        deploy();
    }

    private void deploy() {
        long at = world.now();
        for (SimDatabase database : world.databases) {
            for (SimService service : database.services) {
                if (service.underWay().isEmpty() && !isThere(service)) {
                    deployer.plan(new DeploymentPlan(++number, at, service, LAST_VERSION,
                            DeploymentPlan.Fate.SUCCEEDS, 0, world.chance.fork(20_000 + number)));
                    at += APART / database.services.size();
                }
            }
        }
        if (!world.isOver()) {
            world.events.in(90 * Spans.MINUTE, this::deploy);
        }
    }

    private void scaleUp(SimService service) {
        if (service.desired == 0) {
            service.desired = 1;
            service.current(world.now()).ifPresent(current -> service.start(current, 1));
        }
    }

    private boolean isThere(SimService service) {
        return service.current(world.now()).filter(revision -> revision.version() == LAST_VERSION).isPresent();
    }

    boolean isOver() {
        return deployer.isIdle() && world.databases.stream().flatMap(database -> database.services.stream()).allMatch(
                this::isThere) && world.ledger().unfinished().isEmpty();
    }
}
