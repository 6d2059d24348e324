package dev.tidegate.task.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator types and sees. */
class OperatorTest {
    private static final Map<String, Object> DRAINING = Map.of("release", "d-1", "version", "shop:42", "state",
            "Draining", "why", "waiting for worker", "openedAt", "2026-03-01T12:00:00.123Z", "gates", List.of(
                    Map.of("gate", "deployed", "open", "true"), Map.of("gate", "drained", "open", "false", "why",
                            "waiting for worker: 2 tasks run 41")));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Deque<Map<String, Object>> answers = new ArrayDeque<>();
    private final List<Map<String, String>> asked = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private boolean terminal;

    private int run(String... arguments) {
        return run(Map.of("TIDEGATE_FUNCTION", "gate"), arguments);
    }

    private int run(Map<String, String> environment, String... arguments) {
        return new Operator(new Operator.Surroundings(environment, "ann", terminal, pauses::add), function -> {
            functions.add(function);
            return this::answer;
        }, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8)).run(
                List.of(arguments));
    }

    private Answer answer(Map<String, String> payload) {
        asked.add(payload);
        return new Answer("{as given}", answers.size() > 1 ? answers.removeFirst() : answers.getFirst());
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> in(String state) {
        return Map.of("release", "d-1", "version", "shop:42", "state", state, "why", "because of " + state);
    }

    @Test
    void theGatesOfAReleaseAreShownOneByOne() {
        answers.add(DRAINING);

        assertThat(run("explain", "d-1")).isZero();

        assertThat(out()).isEqualTo("""
                d-1  version shop:42  Draining
                  open    deployed
                  closed  drained    waiting for worker: 2 tasks run 41
                """);
        assertThat(asked).containsExactly(Map.of("command", "explain", "release", "d-1", "by", "ann"));
        assertThat(functions).containsExactly("gate");
    }

    @Test
    void theFunctionsOwnAnswerIsPrintedForPrograms() {
        answers.add(DRAINING);

        assertThat(run("explain", "d-1", "--json")).isZero();

        assertThat(out()).isEqualTo("{as given}\n");
    }

    @Test
    void theNewestReleasesAreATable() {
        answers.add(Map.of("releases", List.of(Map.of("release", "d-2", "database", "shop", "version", "shop:43",
                "state",
                "PreFailed", "since", "2026-03-01T12:00:00.123Z", "why", "exited 3\nsecond line"), Map.of("release",
                        "deployment-1", "version", "shop:42", "state", "Completed", "since", "2026-03-01T11:00:00Z",
                        "why", "done"))));

        assertThat(run("list", "--database", "shop", "--function=other")).isZero();

        assertThat(out()).isEqualTo("""
                RELEASE       DATABASE  VERSION  STATE      SINCE                 WHY
                d-2           shop      shop:43  PreFailed  2026-03-01T12:00:00Z  exited 3
                deployment-1  -         shop:42  Completed  2026-03-01T11:00:00Z  done
                """);
        assertThat(asked).containsExactly(Map.of("command", "list", "database", "shop", "by", "ann"));
        assertThat(functions).containsExactly("other");
    }

    @Test
    void thereMayBeNoReleaseYet() {
        answers.add(Map.of("releases", List.of()));

        assertThat(run("list")).isZero();

        assertThat(out()).isEqualTo("no release yet\n");
    }

    @Test
    void statusIsWhatIsRecorded() {
        answers.add(Map.of("release", "d-1", "version", "shop:42", "state", "Completed", "openedAt",
                "2026-03-01T12:00:00.5Z", "target", Map.of("database", "shop", "cluster", "production", "service",
                        "web",
                        "taskDefinition", "shop:42", "migrationTaskDefinition", "migrate:7"), "evidence",
                "2 old tasks stopped", "approved", "by ann", "history", List.of(Map.of("number", "1", "at",
                        "2026-03-01T12:09:00.5Z", "state", "Completed", "why",
                        "post-traffic migrations are committed"))));

        assertThat(run("status", "d-1")).isZero();

        assertThat(out()).isEqualTo("""
                d-1  version shop:42  Completed
                  service     web in production, database shop
                  code        shop:42
                  migrations  migrate:7
                  opened      2026-03-01T12:00:00Z
                  evidence    2 old tasks stopped
                  approved    by ann
                  last step   2026-03-01T12:09:00Z  post-traffic migrations are committed
                """);
    }

    @Test
    void historyIsEveryStep() {
        answers.add(Map.of("release", "d-1", "version", "shop:42", "state", "Armed", "history", List.of(Map.of("number",
                "1", "at", "2026-03-01T12:00:00Z", "state", "Opened", "why", "CodeDeploy asked"), Map.of("number", "2",
                        "at", "2026-03-01T12:01:00Z", "state", "PreRunning", "why", "version shop:42"))));

        assertThat(run("history", "d-1")).isZero();

        assertThat(out()).isEqualTo("""
                d-1  version shop:42  Armed
                  #  AT                    STATE       WHY
                  1  2026-03-01T12:00:00Z  Opened      CodeDeploy asked
                  2  2026-03-01T12:01:00Z  PreRunning  version shop:42
                """);
        assertThat(asked.getFirst()).containsEntry("command", "status");
    }

    @Test
    void whatTheFunctionRefusesIsAnErrorWithItsReason() {
        answers.add(Map.of("error", "release \"d-1\" is Completed; there is nothing to cancel"));

        assertThat(run("cancel", "d-1", "--by=bob")).isEqualTo(4);

        assertThat(err()).isEqualTo("release \"d-1\" is Completed; there is nothing to cancel\n");
        assertThat(out()).isEmpty();
        assertThat(asked.getFirst()).containsEntry("by", "bob");
    }

    @Test
    void aFunctionThatCannotBeCalledIsAnErrorWithItsReason() {
        int exit = new Operator(new Operator.Surroundings(Map.of(), "ann", false, _ -> false), function -> _ -> {
            throw new TaskException(Failure.of(Outcome.UNREACHABLE, "function \"" + function + "\": away"));
        }, System.out, new PrintStream(err, true, StandardCharsets.UTF_8)).run(List.of("list", "--function=gate"));

        assertThat(exit).isEqualTo(7);
        assertThat(err()).isEqualTo("function \"gate\": away\n");
    }

    @ParameterizedTest
    @CsvSource({"Completed, 0", "Bypassed, 0", "PreFailed, 3", "Refused, 3", "Disarmed, 3", "PostFailed, 3"})
    void watchingEndsWithTheReleaseAndTellsHow(String end, int exit) {
        answers.addAll(List.of(in("Armed"), in("Armed"), in("Draining"), in(end)));

        assertThat(run("explain", "d-1", "--watch=2s")).isEqualTo(exit);

        assertThat(out()).as("what has not changed is not written again").isEqualTo("""
                d-1  version shop:42  Armed
                  because of Armed
                d-1  version shop:42  Draining
                  because of Draining
                d-1  version shop:42  %s
                  because of %s
                """.formatted(end, end));
        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @Test
    void onATerminalTheNewestViewTakesThePlaceOfTheOneBefore() {
        terminal = true;
        answers.addAll(List.of(in("Armed"), in("Completed")));

        assertThat(run("explain", "d-1", "--watch")).isZero();

        assertThat(out().split("\u001B\\[H\u001B\\[2J")).hasSize(3);
        assertThat(pauses).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(run(Map.of(), "approve", "--watch=never", "--database=shop", "--bye")).isEqualTo(2);

        assertThat(err()).isEqualTo("""
                5 problems
                  found --watch=never; expected a whole number and a unit, such as 5s or 1m, and at least 1s
                  found unknown option "--bye"; expected --function, --database, --by, --json or --watch
                  found no function; give its name or ARN as --function or TIDEGATE_FUNCTION
                  found no release; expected approve RELEASE, "list" shows the newest ones
                  found --database with approve; allowed with list only
                """);
        assertThat(asked).isEmpty();
    }

    @Test
    void twoReleasesOrNoneWhereTheyDoNotFitAreRefused() {
        assertThat(run("status", "d-1", "d-2", "--by")).isEqualTo(2);
        assertThat(run("list", "d-1")).isEqualTo(2);

        assertThat(err()).isEqualTo("""
                2 problems
                  found a second release "d-2"; expected one
                  found --by without a value
                1 problem
                  found the release "d-1"; list takes none, but --database
                """);
    }

    @Test
    void theRunnersOwnCommandsAreNotTheOperators() {
        assertThat(List.of("pre", "post", "plan", "floor", "--help")).noneMatch(word -> Operator.isMeant(List.of(
                word)));
        assertThat(Operator.isMeant(List.of())).isFalse();
        assertThat(Operator.isMeant(List.of("explain", "d-1"))).isTrue();
    }
}
