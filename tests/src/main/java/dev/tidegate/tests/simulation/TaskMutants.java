package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Launch;
import dev.tidegate.lambda.release.Rules;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.TaskOrder;
import dev.tidegate.lambda.release.TaskStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.List;
import java.util.Optional;

/** Controls that get migration tasks and their exit codes wrong. */
final class TaskMutants {
    private static final TaskStatus DONE = new TaskStatus.Exited(0, "");

    private TaskMutants() {}

    static List<Mutant> all() {
        return List.of(
                exitAsSuccess("takes exit 75 for success", 75),
                exitAsSuccess("takes exit 4, refused, for success", 4),
                exitAsSuccess("takes exit 137, killed, for success", 137),
                exitAsSuccess("takes exit 5, no lock, for success", 5),
                Mutant.ofTaskStatus("takes a missing exit code for success", status -> status instanceof TaskStatus.Lost
                        ? DONE
                        : status),
                Mutant.ofTaskStatus("takes a task that never started for success",
                        status -> status instanceof TaskStatus.NeverStarted ? DONE : status),
                Mutant.ofTaskStatus("takes a task that ECS does not list for done",
                        status -> status instanceof TaskStatus.Missing ? DONE : status),
                Mutant.ofTaskStatus("takes a task that is about to end for done",
                        status -> status instanceof TaskStatus.Alive(String how) && how.equals("DEPROVISIONING") ? DONE
                                : status),
                Mutant.ofTaskStatus("tries a failed migration again",
                        status -> status instanceof TaskStatus.Exited(int code, String why, var _) && code == 3
                                ? new TaskStatus.NeverStarted(why)
                                : status),
                Mutant.ofTaskStatus("tries again while the task's stop is unknown",
                        status -> status instanceof TaskStatus.Alive(String how) && how.equals("PENDING")
                                ? new TaskStatus.NeverStarted("slow")
                                : status),
                Mutant.ofCloud("never stops a task that overruns", (cloud, _) -> new ForwardingCloud(cloud) {
                    @Override
                    public void stop(Target target, String taskArn, String reason) {
                        // It will end some day.
                    }
                }),
                Mutant.ofCloud("asks for tasks without a client token", (cloud, world) -> tokenless(
                        new ForwardingCloud(cloud), world)),
                Mutant.ofCloud("does not look for a task that was started before", (cloud,
                        world) -> new ForwardingCloud(tokenless(new ForwardingCloud(cloud), world)) {
                            @Override
                            public Optional<String> find(TaskOrder order) {
                                return Optional.empty();
                            }
                        }),
                noPatience(),
                Mutant.ofCloud("does not tell the runner which releases came after the code", (cloud,
                        _) -> new ForwardingCloud(cloud) {
                            @Override
                            public Launch start(TaskOrder order) {
                                Map<String, String> environment = new LinkedHashMap<>(order.environment());
                                environment.remove("TIDEGATE_LATER_RELEASES");
                                return super.start(new TaskOrder(order.key(), order.target(), environment));
                            }
                        }),
                Mutant.ofRules("gives up a task that is listed late", rules -> RulesWith.claims(rules, rules
                        .claimPatience(), Duration.ZERO)));
    }

    private static Mutant exitAsSuccess(String does, int code) {
        return Mutant.ofTaskStatus(does, status -> status instanceof TaskStatus.Exited exited && exited
                .exitCode() == code ? DONE : status);
    }

    static ForwardingCloud tokenless(ForwardingCloud cloud, World world) {
        return new ForwardingCloud(cloud) {
            @Override
            public Launch start(TaskOrder order) {
                world.tokens(false);
                try {
                    return super.start(order);
                } finally {
                    world.tokens(true);
                }
            }
        };
    }

    /** The client token is the second line of defence; without it the first one shows. */
    private static Mutant noPatience() {
        return new Mutant("has no patience with another wake-up's claim, and no client token", new Mutation() {
            @Override
            public Rules rules(Rules rules) {
                return RulesWith.claims(rules, Duration.ZERO, rules.claimLife());
            }

            @Override
            public Cloud cloud(Cloud cloud, World world) {
                return tokenless(new ForwardingCloud(cloud), world);
            }
        });
    }
}
