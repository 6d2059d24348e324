package dev.tidegate.task.fault;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.tidegate.task.ChildProcess;

/** When to kill a run. */
sealed interface Kill {
    /** So long after the start, wherever the run is then. */
    record After(Duration start) implements Kill {}

    /** So long after it began to migrate. */
    record AtWork(Duration after) implements Kill {}

    /** So long after the server showed a statement of this step. */
    record During(Step step, Duration after) implements Kill {}

    /** As soon as others see what this step did: often before the history says so. */
    record Done(Step step) implements Kill {}

    /** The longest that a run takes to begin, and the longest that its work takes, roughly. */
    int WHOLE_MILLIS = 2000;
    int WORK_MILLIS = 1200;

    /** Draws one for a run that has these steps to do. */
    static Kill draw(RandomGenerator random, List<Step> open) {
        Step step = open.get(random.nextInt(Math.min(open.size(), 4)));
        return switch (random.nextInt(10)) {
            case 0 -> new After(Duration.ofMillis(random.nextInt(WHOLE_MILLIS)));
            case 1, 2, 3 -> new AtWork(Duration.ofMillis(random.nextInt(WORK_MILLIS)));
            case 4, 5, 6 -> new During(step, Duration.ofMillis(random.nextInt(60)));
            default -> new Done(step);
        };
    }

    /** Kills {@code run}; false when it ended before. */
    default boolean of(ChildProcess run, Scene scene) throws InterruptedException {
        boolean alive = switch (this) {
            case After(Duration start) -> !run.endsWithin(start);
            case AtWork(Duration after) -> run.sees(() -> run.out().contains("migrations run now"))
                    && !run.endsWithin(after);
            case During(Step step, Duration after) -> scene.runnerShows(run, step.running()) && !run.endsWithin(after);
            case Done(Step step) -> scene.finds(run, step.visible());
        };
        return alive && run.kill();
    }
}
