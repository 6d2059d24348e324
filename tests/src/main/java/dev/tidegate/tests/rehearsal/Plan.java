package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.time.Pace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What to rehearse.
 *
 * @param kind who controls the deployments
 * @param controlled whether Tidegate is asked; otherwise the new containers migrate when they start
 * @param applied scripts that are in the database before
 * @param scripts what the new release's image contains
 * @param runnerSettings further environment of the migration task
 * @param idle whether the service is left without a database, because it would not understand it
 * @param oldTask further environment of the old version's tasks
 * @param doubledHooks whether every hook invocation is delivered twice at the same time
 * @param function how Tidegate's function is set up
 */
public record Plan(DeploymentKind kind, boolean controlled, Optional<Path> applied, Path scripts,
        Map<String, String> runnerSettings, boolean idle, Map<String, String> oldTask, Pace pace,
        boolean doubledHooks, FunctionPlan function) {
    /** The shop's release 42 over its release 41. */
    public static Plan of(DeploymentKind kind, Path applied, Path scripts) {
        return new Plan(kind, true, Optional.of(applied), scripts, Map.of(), false, Map.of(), Pace.rehearsal(),
                false, FunctionPlan.standard());
    }

    public Plan uncontrolled() {
        return new Plan(kind, false, applied, scripts, runnerSettings, idle, oldTask, pace, doubledHooks,
                function);
    }

    public Plan oldTask(Map<String, String> environment) {
        return new Plan(kind, controlled, applied, scripts, runnerSettings, idle, environment, pace,
                doubledHooks, function);
    }

    public Plan pace(Pace newPace) {
        return new Plan(kind, controlled, applied, scripts, runnerSettings, idle, oldTask, newPace, doubledHooks,
                function);
    }

    /** With every hook invocation delivered twice at the same time. */
    public Plan withDoubledHooks() {
        return new Plan(kind, controlled, applied, scripts, runnerSettings, idle, oldTask, pace, true, function);
    }

    /** Scripts that are not the shop's: its tasks stay away from the database. */
    public Plan foreign(Optional<Path> alreadyApplied, Path newScripts, Map<String, String> settings) {
        return new Plan(kind, controlled, alreadyApplied, newScripts, settings, true, oldTask, pace,
                doubledHooks, function);
    }

    public Plan function(FunctionPlan setUp) {
        return new Plan(kind, controlled, applied, scripts, runnerSettings, idle, oldTask, pace, doubledHooks, setUp);
    }
}
