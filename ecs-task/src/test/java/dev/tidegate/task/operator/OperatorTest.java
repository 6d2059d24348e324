package dev.tidegate.task.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/** What an operator types and sees. */
class OperatorTest extends OperatorDesk {
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

    @ParameterizedTest
    @ValueSource(strings = {"approve", "retry", "cancel"})
    void whatIsWishedIsAskedForInTheOperatorsNameAndWhatIsLeftToWaitForIsShown(String wish) {
        answers.add(DRAINING);

        assertThat(run(wish, "d-1")).isZero();
        assertThat(run(wish, "d-1", "--json")).isZero();

        assertThat(asked).containsOnly(Map.of("command", wish, "release", "d-1", "by", "ann"));
        assertThat(out()).isEqualTo("""
                d-1  version shop:42  Draining
                  open    deployed
                  closed  drained    waiting for worker: 2 tasks run 41
                {as given}
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "retry", "cancel", "ended"})
    void whatChangesSomethingIsNotAskedForAgainAndAgain(String wish) {
        assertThat(run(wish, "d-1", "--watch")).isEqualTo(2);

        assertThat(err()).contains("found --watch with " + wish
                + "; allowed with list, status, explain and history only");
        assertThat(asked).isEmpty();
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
        int exit = new Operator(new Operator.Surroundings(Map.of(), "ann", Screen.NONE, _ -> false, InstantSource
                .system()), function -> _ -> {
                    throw new TaskException(Failure.of(Outcome.UNREACHABLE, "function \"" + function + "\": away"));
                }, System.out, new PrintStream(err, true, StandardCharsets.UTF_8)).run(List.of("list",
                        "--function=gate"));

        assertThat(exit).isEqualTo(7);
        assertThat(err()).isEqualTo("function \"gate\": away\n");
    }

    @Test
    void longLinesAreFoldedAndTablesCutToTheTerminal() {
        screen = new Screen(true, 64, false);
        answers.add(Map.of("release", "d-1", "version", "shop:42", "state", "Draining", "gates", List.of(Map.of("gate",
                "drained", "open", "false", "why", "waiting for service \"worker\": 2 tasks of older code run"), Map.of(
                        "gate", "approval", "open", "false", "why",
                        "waiting for approval: call {\"command\": \"approve\", \"release\": \"d-1\"}")), "releases",
                List.of(Map.of("release", "d-1", "database", "shop", "version", "shop:42", "state", "Draining",
                        "since", "2026-03-01T12:00:00Z", "why",
                        "waiting for service \"worker\", which has not stopped what is old"))));

        assertThat(run("explain", "d-1")).isZero();
        assertThat(run("list")).isZero();

        assertThat(out()).isEqualTo("""
                d-1  version shop:42  Draining
                  closed  drained    waiting for service "worker": 2 tasks of
                                     older code run
                  closed  approval   waiting for approval: approve d-1
                RELEASE  DATABASE  VERSION  STATE     SINCE
                d-1      shop      shop:42  Draining  2026-03-01T12:00:00Z
                  waiting for service "worker", which has not stopped what is o…
                """);
    }

    @Test
    void whatIsOpenAndWhatHasEndedIsSeenByItsColour() {
        screen = new Screen(true, 0, true);
        answers.add(DRAINING);

        assertThat(run("explain", "d-1")).isZero();

        assertThat(out()).contains("\u001B[33mDraining\u001B[0m", "  \u001B[32mopen\u001B[0m    deployed",
                "  \u001B[33mclosed\u001B[0m  drained ");
    }

    @Test
    void helpIsNoMistake() {
        assertThat(run(Map.of(), "explain", "--help")).isZero();

        assertThat(out()).contains("explain  look at a release anew", "--watch[=5s]", "exit codes: 0");
        assertThat(err()).isEmpty();
    }

    @Test
    void whoHasTerminatedAnInstanceSaysWhichTasksHaveEnded() {
        answers.add(DRAINING);

        String first = "arn:aws:ecs:eu-west-1:123456789012:task/production/1";
        String second = "arn:aws-us-gov:ecs:us-gov-west-1:123456789012:task/2";

        assertThat(run("ended", "d-1", "--task=" + first, "--task", second, "--task=others of service \"worker\""))
                .isZero();
        assertThat(run("ended", "d-1")).isEqualTo(2);
        assertThat(run("cancel", "d-1", "--task=" + first)).isEqualTo(2);

        assertThat(asked).containsExactly(Map.of("command", "ended", "release", "d-1", "tasks", List.of(first, second,
                "others of service \"worker\""), "by", "ann"));
        assertThat(err()).isEqualTo("""
                1 problem
                  found no --task; expected the ARN of each task whose containers have ended, "explain" names them
                1 problem
                  found --task with cancel; allowed with ended only
                """);
    }

    @Test
    void whatIsNoTaskIsNotSentToTheFunction() {
        assertThat(run("ended", "d-1", "--task=0123abcd", "--task=arn:aws:ecs:eu-west-1:123456789012:service/a/b"))
                .isEqualTo(2);

        assertThat(err()).isEqualTo("""
                2 problems
                  found --task=0123abcd; expected the ARN of a task, such as \
                arn:aws:ecs:eu-west-1:123456789012:task/production/0123abcd, as "explain" names it
                  found --task=arn:aws:ecs:eu-west-1:123456789012:service/a/b; expected the ARN of a task, such as \
                arn:aws:ecs:eu-west-1:123456789012:task/production/0123abcd, as "explain" names it
                """);
        assertThat(asked).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(run(Map.of(), "approve", "--watch=never", "--database=shop", "--bye")).isEqualTo(2);

        assertThat(err()).isEqualTo("""
                5 problems
                  found --watch=never; expected a whole number and a unit, such as 5s or 1m, and at least 1s
                  found unknown option "--bye"; expected --function, --database, --task, --by, --json or --watch
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
