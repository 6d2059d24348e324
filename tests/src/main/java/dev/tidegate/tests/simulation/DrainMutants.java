package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.drain.Consumer;
import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.drain.TaskSighting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Controls that see less old code than there is. */
final class DrainMutants {
    private DrainMutants() {}

    static List<Mutant> all() {
        return List.of(
                without("lists only tasks that are to run, not those told to stop", task -> task.stoppingAt()
                        .isPresent()),
                without("trusts runningCount", task -> !task.lastStatus().equals("RUNNING")),
                gone("takes DEACTIVATING for gone", Set.of("DEACTIVATING")),
                gone("takes STOPPING for gone", Set.of("STOPPING")),
                gone("takes a task that ECS has given up for gone", Set.of(TaskSighting.ORPHANED)),
                without("takes code that it does not know for new", task -> task.codes().isEmpty()),
                Mutant.ofReadings("takes an error for an empty list", reading -> reading instanceof DrainReading.Unknown
                        ? Optional.empty()
                        : Optional.of(reading)).under(8),
                Mutant.ofReadings("forgets task families", reading -> is(reading, Consumer.Kind.FAMILY)
                        ? Optional.empty()
                        : Optional.of(reading)),
                Mutant.ofReadings("forgets other services", reading -> is(reading, Consumer.Kind.SERVICE)
                        ? Optional.empty()
                        : Optional.of(reading)),
                Mutant.ofReadings("forgets what would be started next", reading -> Optional.of(switch (reading) {
                    case DrainReading.Other other -> new DrainReading.Other(other.at(), other.consumer(), other
                            .tasks(), List.of());
                    default -> reading;
                })),
                Mutant.ofReadings("takes all tasks of the deployed service for new", reading -> Optional.of(
                        switch (reading) {
                            case DrainReading.Deploying own -> new DrainReading.Deploying(own.at(), own.of(), own
                                    .target(), own.tasks().stream().filter(task -> task.revision().equals(own.target()
                                            .revision())).toList(), List.of());
                            default -> reading;
                        })),
                Mutant.ofRules("reads once instead of twice", rules -> RulesWith.settle(rules, Duration.ZERO))
                        .from(2_400));
    }

    private static boolean is(DrainReading reading, Consumer.Kind kind) {
        return reading instanceof DrainReading.Other other && other.consumer().kind() == kind;
    }

    private static Mutant without(String does, Predicate<TaskSighting> unseen) {
        return changing(does, tasks -> tasks.stream().filter(unseen.negate()).toList());
    }

    private static Mutant gone(String does, Set<String> statuses) {
        return changing(does, tasks -> tasks.stream().map(task -> statuses.contains(task.lastStatus())
                ? new TaskSighting(task.task(), task.revision(), task.taskDefinition(), task.codes(), "STOPPED", task
                        .stoppingAt(), task.stoppingAt())
                : task).toList());
    }

    private static Mutant changing(String does, UnaryOperator<List<TaskSighting>> change) {
        return Mutant.ofReadings(does, reading -> Optional.of(switch (reading) {
            case DrainReading.Deploying own -> new DrainReading.Deploying(own.at(), own.of(), own.target(), change
                    .apply(own.tasks()), own.otherRevisions());
            case DrainReading.Other other -> new DrainReading.Other(other.at(), other.consumer(), change.apply(other
                    .tasks()), other.standbys().stream().filter(standby -> standby.code().isPresent()
                            || !does.contains("does not know")).toList());
            case DrainReading.Unknown unknown -> unknown;
        }));
    }
}
