package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Policy;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.Rules;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.TaskStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A control with one thing wrong.
 *
 * @param does what it does
 * @param firstSeed where to begin to look for a world that shows it; later for one that few worlds show
 */
record Mutant(String does, Mutation mutation, long firstSeed) {
    Mutant(String does, Mutation mutation) {
        this(does, mutation, 1);
    }

    Mutant from(long seed) {
        return new Mutant(does, mutation, seed);
    }

    /** The same in worlds in which more goes wrong. */
    Mutant under(double stress) {
        Mutation calm = mutation;
        return new Mutant(does, new Mutation() {
            @Override
            public double stress() {
                return stress;
            }

            @Override
            public Rules rules(Rules rules) {
                return calm.rules(rules);
            }

            @Override
            public Policy policy(Rules rules) {
                return calm.policy(rules);
            }

            @Override
            public Cloud cloud(Cloud cloud, World world) {
                return calm.cloud(cloud, world);
            }

            @Override
            public Ledger ledger(Ledger ledger, World world) {
                return calm.ledger(ledger, world);
            }
        });
    }

    /** The control as it should be, in the worlds of this mutant. */
    Mutation right() {
        return new Mutation() {
            @Override
            public double stress() {
                return mutation.stress();
            }
        };
    }

    static Mutant ofRules(String does, UnaryOperator<Rules> change) {
        return new Mutant(does, new Mutation() {
            @Override
            public Rules rules(Rules rules) {
                return change.apply(rules);
            }
        });
    }

    static Mutant ofPolicy(String does, Function<Rules, Policy> policies) {
        return new Mutant(does, new Mutation() {
            @Override
            public Policy policy(Rules rules) {
                return policies.apply(rules);
            }
        });
    }

    static Mutant ofCloud(String does, BiFunction<Cloud, World, Cloud> change) {
        return new Mutant(does, new Mutation() {
            @Override
            public Cloud cloud(Cloud cloud, World world) {
                return change.apply(cloud, world);
            }
        });
    }

    static Mutant ofLedger(String does, Function<Ledger, Ledger> change) {
        return new Mutant(does, new Mutation() {
            @Override
            public Ledger ledger(Ledger ledger, World world) {
                return change.apply(ledger);
            }
        });
    }

    /** Reads every consumer in a wrong way; empty to leave it out. */
    static Mutant ofReadings(String does, Function<DrainReading, Optional<DrainReading>> change) {
        return ofCloud(does, (cloud, _) -> new ForwardingCloud(cloud) {
            @Override
            public List<DrainReading> drain(Release release) {
                return super.drain(release).stream().flatMap(reading -> change.apply(reading).stream()).toList();
            }
        });
    }

    static Mutant ofTaskStatus(String does, UnaryOperator<TaskStatus> change) {
        return ofCloud(does, (cloud, _) -> new ForwardingCloud(cloud) {
            @Override
            public TaskStatus task(Target target, String taskArn) {
                return change.apply(super.task(target, taskArn));
            }
        });
    }

    static Mutant ofDeploymentStatus(String does, UnaryOperator<DeploymentStatus> change) {
        return ofCloud(does, (cloud, _) -> new ForwardingCloud(cloud) {
            @Override
            public DeploymentStatus deployment(Release release) {
                return change.apply(super.deployment(release));
            }
        });
    }

    static Mutant ofResolution(String does, UnaryOperator<Resolution> change) {
        return ofCloud(does, (cloud, _) -> new ForwardingCloud(cloud) {
            @Override
            public Resolution resolve(Release release) {
                return change.apply(super.resolve(release));
            }
        });
    }
}
