package dev.tidegate.tests.demo;

import dev.tidegate.tests.load.LoadGenerator;
import dev.tidegate.tests.load.LoadProfile;
import dev.tidegate.tests.load.LoadReport;
import dev.tidegate.tests.rehearsal.Rehearsal;
import dev.tidegate.tests.rehearsal.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Rehearses one release on this machine and judges it: {@code mvn -q -Pdemo verify}. Ends with exit code 0 when every
 * promise held (without Tidegate: when the deployment was rehearsed, whatever it broke), 1 when not, 2 for wrong usage.
 */
public final class Demo {
    /** So that both versions are seen under load, and neither too briefly. */
    private static final long REQUESTS_BEFORE = 200;
    private static final long REQUESTS_AFTER = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DemoOptions options;
    /** Begins when the old version serves: what comes before is no part of the rehearsal. */
    private volatile Optional<Timeline> timeline = Optional.empty();
    private final BackgroundJobs jobs = new BackgroundJobs();

    private Demo(DemoOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        int exit;
        try {
            exit = new Demo(DemoOptions.parse(List.of(arguments))).run();
        } catch (DemoOptions.Wrong e) {
            System.err.println(e.getMessage());
            exit = 2;
        }
        System.exit(exit);
    }

    private int run() throws IOException, SQLException, InterruptedException {
        Path scripts = Files.createTempDirectory("tidegate-demo");
        System.out.println(options.headline());
        System.out.println("Starting PostgreSQL, a simulated AWS account and version 41 of the shop ...");
        System.out.println();
        try (Servers servers = Servers.start();
                Rehearsal rehearsal = Rehearsal.prepare(servers, options.plan(scripts), this::tell, output())) {
            timeline = Optional.of(new Timeline(System.out, InstantSource.system()));
            tell("shop", "version 41 serves");
            Summary summary = options.foreign() ? rehearse(rehearsal) : rehearseUnderLoad(rehearsal);
            timeline.ifPresent(Timeline::close);
            System.out.println();
            System.out.println(summary.text());
            Path file = options.summaryFile();
            Files.createDirectories(file.getParent());
            summary.writeTo(file);
            rehearsal.defects().forEach(Throwable::printStackTrace);
            return options.mode() == Mode.NAIVE || summary.promisesHeld() && rehearsal.defects().isEmpty() ? 0 : 1;
        }
    }

    private OutputToTimeline output() {
        return new OutputToTimeline(jobs, this::tell);
    }

    private void tell(String actor, String what) {
        timeline.ifPresent(lines -> lines.happened(actor, what));
    }

    private Summary rehearseUnderLoad(Rehearsal rehearsal) throws SQLException, InterruptedException {
        LoadGenerator load = new LoadGenerator(rehearsal.router(), rehearsal.serviceArn(), LoadProfile.standard(),
                this::tell);
        load.start();
        load.awaitRequests("41", REQUESTS_BEFORE, PATIENCE);
        Instant deployedAt = Instant.now();
        tell("team", "deploys version 42 as shop:2 (" + options.kind().title() + ")");
        String id = rehearsal.deploy();
        rehearsal.awaitEnd(id);
        rehearsal.awaitOldTasksGone();
        load.awaitRequests("42", REQUESTS_AFTER, PATIENCE);
        load.stop();
        load.verifyWrites(rehearsal.database());
        return summary(rehearsal, id, deployedAt, Optional.of(load.report()));
    }

    private Summary rehearse(Rehearsal rehearsal) throws SQLException {
        Instant deployedAt = Instant.now();
        tell("team", "deploys version 42 as shop:2 (" + options.kind().title() + ")");
        String id = rehearsal.deploy();
        rehearsal.awaitEnd(id);
        return summary(rehearsal, id, deployedAt, Optional.empty());
    }

    private Summary summary(Rehearsal rehearsal, String id, Instant deployedAt, Optional<LoadReport> load)
            throws SQLException {
        List<MigrationRun> migrations = SchemaHistory.appliedSince(deployedAt, rehearsal.database(),
                new ScriptMarks(rehearsal.scripts(), options.unmarked().orElse("any"))::phaseOf);
        List<Promise> further = options.mode() == Mode.NAIVE ? List.of()
                : ControlPromises.judge(rehearsal, id, migrations);
        Optional<Instant> gone = rehearsal.oldTasksGoneAt();
        return new Summary(options.kind(), options.mode(), timeline.orElseThrow().start(), Instant.now(), load,
                jobs.byVersion(), migrations, new Drain(rehearsal.newTasksBeganAt(), gone, evidence(rehearsal, id)),
                options.mode() == Mode.NAIVE ? Optional.empty() : Optional.of(rehearsal.functionCost()), further);
    }

    private List<String> evidence(Rehearsal rehearsal, String id) {
        return options.mode() == Mode.NAIVE ? List.of()
                : Optional.of(rehearsal.status(id).path("evidence").asText()).filter(text -> !text.isEmpty()).stream()
                        .toList();
    }
}
