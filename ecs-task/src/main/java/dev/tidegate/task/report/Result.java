package dev.tidegate.task.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.task.history.Floor;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.Phase;
import dev.tidegate.task.migration.Plan;
import dev.tidegate.task.migration.Step;
import dev.tidegate.task.migration.Verdict;
import dev.tidegate.task.outcome.FailedStatement;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;

/**
 * How a run ended: the last line of standard output, as one JSON object.
 *
 * @param plan what it meant to do, if it came that far
 * @param applied what it has done
 * @param byAnother what it found done by another runner when its turn came
 * @param failure why it ended early, if it did
 */
public record Result(Heading heading, Outcome outcome, Optional<Plan> plan, List<Applied> applied,
        List<Migration> byAnother, Optional<Failure> failure) {
    public Result {
        applied = List.copyOf(applied);
        byAnother = List.copyOf(byAnother);
    }

    /** The JSON object, on one line. */
    public String line() {
        Set<Migration> done = Stream.concat(applied.stream().map(Applied::migration), byAnother.stream()).collect(
                Collectors.toSet());
        return head().put("applied", applied.stream().map(this::applied).toList())
                .put("appliedByAnother", byAnother.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Json.Array(byAnother.stream().map(migration -> migration(migration).build())
                                .toList())))
                .put("pending", plan.stream().flatMap(known -> known.steps().stream()).filter(step -> !done.contains(
                        step.migration()))
                        .map(this::pending).toList())
                .put("notBefore", outcome == Outcome.NOT_YET ? plan.flatMap(Plan::notBefore).map(Instants::notBefore)
                        : Optional.empty())
                .put("error", failure.map(Result::error)).build().write();
    }

    /** The floor instead of what was done, for {@code floor --json}. */
    public String floorLine(Optional<Floor> floor) {
        return head().put("floor", floor.map(FloorTable::json)).put("error", failure.map(Result::error)).build()
                .write();
    }

    /** The plan instead of what was done, for {@code plan --json}. */
    public String planLine(List<String> warnings) {
        return head().put("plan",
                plan.stream().flatMap(known -> known.steps().stream()).map(step -> step(step).build()).toList())
                .put("warnings", warnings.stream().map(Json.Text::new).toList())
                .put("error", failure.map(Result::error)).build().write();
    }

    private JsonObject head() {
        return new JsonObject().put("result", outcome.word()).put("exit", outcome.exit()).put("command", heading
                .command())
                .put("release", heading.release()).put("version", heading.version()).put("phase", heading.phase());
    }

    private Json applied(Applied done) {
        return migration(done.migration()).put("phase", heading.phase()).put("startedAt", instant(done.startedAt()))
                .put("finishedAt", instant(done.finishedAt())).put("millis", done.millis()).build();
    }

    private static String instant(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** A migration that should have run and did not needs no reason why it was to run. */
    private Json pending(Step step) {
        return step.verdict() instanceof Verdict.Runs
                ? placed(step).put("now", "not run").build()
                : step(step).build();
    }

    private JsonObject step(Step step) {
        return placed(step).put("now", Verdicts.action(step.verdict())).put("why", Reasons.text(step.verdict().why()))
                .put("notBefore", step.verdict() instanceof Verdict.NotYet(var why, Instant notBefore)
                        ? Optional.of(Instants.notBefore(notBefore))
                        : Optional.empty());
    }

    private JsonObject placed(Step step) {
        Phase run = plan.map(Plan::phase).orElse(Phase.PRE_TRAFFIC);
        return migration(step.migration()).put("mark", step.migration().mark().text()).put("phase",
                Verdicts.phase(run, step.verdict()));
    }

    private static JsonObject migration(Migration migration) {
        return new JsonObject().put("version", migration.version()).put("description", migration.identity()
                .description())
                .put("script", migration.file());
    }

    private static Json error(Failure failure) {
        JsonObject json = new JsonObject().put("message", failure.message());
        failure.statement().ifPresent(statement -> addStatement(json, statement));
        failure.blocker().ifPresent(blocker -> json.put("blocker", Blockers.json(blocker)));
        return json.build();
    }

    private static void addStatement(JsonObject json, FailedStatement failed) {
        json.put("databaseMessage", failed.message()).put("sqlState", failed.sqlState()).put("script", failed.script());
        failed.line().ifPresent(line -> json.put("line", line));
        json.put("statement", failed.statement());
    }
}
