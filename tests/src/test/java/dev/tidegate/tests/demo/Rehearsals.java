package dev.tidegate.tests.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tidegate.tests.load.Failure;
import dev.tidegate.tests.load.LoadReport;
import dev.tidegate.tests.function.Billing;
import dev.tidegate.tests.rehearsal.DeploymentKind;
import dev.tidegate.tests.rehearsal.FunctionCost;
import dev.tidegate.tests.load.LostWrite;
import dev.tidegate.tests.shop.JobCount;

/** Two rehearsals whose facts are known: one that went well and one that shows what happens otherwise. */
final class Rehearsals {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private Rehearsals() {}

    static Summary withTidegate() {
        return new Summary(DeploymentKind.ECS, Mode.TIDEGATE, START, at(94_200),
                Optional.of(new LoadReport(Map.of("41", 3214L, "42", 6206L), Map.of("41", 0L, "42", 0L), List.of(),
                        1093,
                        List.of())),
                Map.of("41", new JobCount("41", 812, 0, Optional.empty()), "42",
                        new JobCount("42", 640, 0, Optional.empty())),
                List.of(new MigrationRun("2", "pre-traffic", at(12_400), at(12_431)),
                        new MigrationRun("3", "post-traffic", at(80_100), at(80_118))),
                new Drain(Optional.of(at(14_000)), Optional.of(at(62_100)),
                        List.of("service shop: no task outside task set ecs-svc/2",
                                "service worker: 2 tasks, all run 42")),
                Optional.of(new FunctionCost(new Billing(12, 1, Duration.ofMillis(2_345)), new TreeMap<>(Map.of(
                        "ecs.DescribeTasks", 9L, "dynamodb.GetItem", 1_020L)))),
                List.of(new Promise("every hook got exactly one final answer", true, "BeforeInstall: Succeeded")));
    }

    static Summary naive() {
        Failure reads = new Failure("41", "500: ERROR: column \"name\" does not exist", 1180, at(14_900), at(61_000));
        Failure refused = new Failure("unknown", "no healthy target", 3, at(15_000), at(15_100));
        return new Summary(DeploymentKind.ECS, Mode.NAIVE, START, at(70_000),
                Optional.of(new LoadReport(Map.of("41", 4000L, "42", 2000L, "unknown", 3L),
                        Map.of("41", 1181L, "42", 0L, "unknown", 3L), List.of(reads, refused), 700,
                        List.of(new LostWrite(512, "41", "Ada 77", "\"Ada 12\" in full_name")))),
                Map.of("41", new JobCount("41", 120, 462, Optional.of("ERROR: column \"name\" does not exist"))),
                List.of(new MigrationRun("2", "pre-traffic", at(14_800), at(14_820)),
                        new MigrationRun("3", "post-traffic", at(14_821), at(14_833))),
                new Drain(Optional.of(at(14_000)), Optional.of(at(61_200)), List.of()), Optional.empty(), List.of());
    }

    static Instant at(long millis) {
        return START.plusMillis(millis);
    }
}
