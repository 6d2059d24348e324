package dev.tidegate.lambda.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.drain.TaskSighting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A task that ECS has given up holds the gate, long after ECS has forgotten it, until somebody says that it has ended. */
class OrphanTest {
    private static final Set<String> ORPHAN = Set.of("task/lost");

    private final World world = new World(Samples.nativeRelease());

    private DrainReading service(TaskSighting... tasks) {
        return new DrainReading.Deploying(world.now(), "service \"web\"", new DrainReading.Identity("ecs-svc/4242",
                Samples.TARGET.taskDefinition()), List.of(tasks), List.of());
    }

    private DrainReading givenUp() {
        return service(new TaskSighting("task/lost", "ecs-svc/4141", "web:41", Set.of(), TaskSighting.ORPHANED, Optional
                .empty(), Optional.of(world.now())));
    }

    /** ECS has listed it at one look, and does not any more. */
    private void forgotten() {
        world.armed();
        world.cloud.deployment = new DeploymentStatus.Succeeded();
        world.cloud.oldTask = "STOPPED";
        world.cloud.others = List.of(givenUp());
        world.wake();
        world.cloud.others = List.of();
    }

    private void daysPass() {
        for (int hour = 0; hour < 48; hour++) {
            world.passes(Duration.ofHours(1));
            world.wake();
        }
    }

    private Requests.Reply ended(Set<String> tasks) {
        Requests.Reply reply = Requests.ended(world.ledger.kept(world.id), world.ledger.kept("orders"), tasks, new Wish(
                "ann", world.now()));
        if (reply instanceof Requests.Reply.Granted(Release release, Optional<Lineage> lineage)) {
            world.ledger.keep(release);
            world.ledger.keep(lineage.orElseThrow());
        }
        return reply;
    }

    private int postTasks() {
        return world.cloud.orders(Phase.POST_TRAFFIC).size();
    }

    @Test
    void itHoldsTheGateAfterEcsHasForgottenIt() {
        forgotten();

        daysPass();

        assertThat(postTasks()).isZero();
        assertThat(world.wake().why()).contains("1 ORPHANED", "\"ended\", tasks task/lost");
    }

    @Test
    void theGateOpensWhenSomebodySaysThatItHasEndedAndTheHistoryKeepsWho() {
        forgotten();

        ended(ORPHAN);
        daysPass();

        assertThat(postTasks()).isOne();
        assertThat(world.ledger.kept(world.id).history()).extracting(Transition::why).anyMatch(why -> why.startsWith(
                "ECS has given tasks up whose containers may go on (service \"web\": task/lost)"))
                .contains("the containers of task/lost have ended, it was said by ann at 2026-03-01T12:00:00Z");
    }

    @Test
    void whileEcsStillListsItItIsNotWaitedForAgain() {
        forgotten();
        world.cloud.others = List.of(givenUp());
        world.wake();

        ended(ORPHAN);
        daysPass();

        assertThat(postTasks()).isOne();
    }

    @Test
    void whatIsNotWaitedForCannotBeSaidToHaveEnded() {
        forgotten();

        assertThat(ended(Set.of("task/other"))).isEqualTo(new Requests.Reply.Denied(
                "not waited for: task/other; ECS has given up task/lost"));
        daysPass();
        assertThat(postTasks()).isZero();
    }

    @Test
    void itIsRememberedFromBeforeTheRelease() {
        world.cloud.before = List.of(givenUp());
        world.drainedOnce();

        daysPass();
        assertThat(postTasks()).isZero();

        ended(ORPHAN);
        daysPass();
        assertThat(postTasks()).isOne();
    }

    @Test
    void itIsRememberedFromALongDeployment() {
        world.armed();
        world.passes(Duration.ofMinutes(40));
        world.cloud.others = List.of(givenUp());
        world.wake();
        assertThat(world.state()).isEqualTo(new State.Armed());
        world.cloud.others = List.of();
        world.passes(Duration.ofHours(2));
        world.cloud.deployment = new DeploymentStatus.Succeeded();
        world.cloud.oldTask = "STOPPED";
        world.wake();

        daysPass();

        assertThat(postTasks()).isZero();
    }

    @Test
    void itIsRememberedFromALongPreTrafficPhase() {
        world.wake();
        world.passes(Duration.ofMinutes(20));
        world.cloud.before = List.of(givenUp());
        world.wake();
        assertThat(world.state()).isInstanceOf(State.PreRunning.class);
        world.cloud.endTasks(new TaskStatus.Exited(0, ""));
        world.passes(Duration.ofMinutes(8));
        world.drainedOnce();

        daysPass();

        assertThat(postTasks()).isZero();
    }

    @Test
    void aReleaseThatDoesNotCompleteLooksOnceMoreBeforeItEnds() {
        world.armed();
        world.cloud.others = List.of(givenUp());
        world.cloud.deployment = new DeploymentStatus.Failed("rolled back");
        world.wake();

        assertThat(world.state()).isInstanceOf(State.Disarmed.class);
        assertThat(world.ledger.kept("orders").orphans().waited()).hasSize(1);
        assertThat(world.ledger.kept("orders").open()).isEmpty();
    }

    @Test
    void theNextReleaseWaitsForItToo() {
        forgotten();
        world.ledger.keep(world.ledger.kept(world.id).with(Wishes.NONE.cancelled(new Wish("ann", world.now()))));
        world.wake();
        assertThat(world.state()).isInstanceOf(State.Disarmed.class);

        World next = new World(Samples.nativeRelease(new ReleaseId("dep43")));
        next.ledger.keep(world.ledger.kept("orders"));
        next.drainedOnce();
        for (int hour = 0; hour < 5; hour++) {
            next.passes(Duration.ofHours(1));
            next.wake();
        }

        assertThat(next.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();
    }

    @Test
    void oneOfTheNewCodeIsRememberedForTheNextRelease() {
        world.drainedOnce();
        world.passes(Duration.ofSeconds(30));
        world.cloud.others = List.of(service(new TaskSighting("task/lost", "ecs-svc/4242", Samples.TARGET
                .taskDefinition(),
                Set.of(), TaskSighting.ORPHANED, Optional.empty(), Optional.of(world.now()))));

        world.wake();

        assertThat(postTasks()).isOne();
        assertThat(world.ledger.kept("orders").orphans().waited()).hasSize(1);
    }

    @Test
    void ofVeryManyNoneIsForgottenAndTheHistoryStaysShort() {
        world.armed();
        world.cloud.deployment = new DeploymentStatus.Succeeded();
        world.cloud.oldTask = "STOPPED";
        world.cloud.others = List.of(service(IntStream.range(0, 250).mapToObj(i -> new TaskSighting("task/" + i,
                "ecs-svc/4141", "web:41", Set.of(), TaskSighting.ORPHANED, Optional.empty(), Optional.of(world.now())))
                .toArray(TaskSighting[]::new)));
        world.wake();
        List<Transition> history = world.ledger.kept(world.id).history();
        for (int minute = 0; minute < 30; minute++) {
            world.passes(Duration.ofMinutes(1));
            world.wake();
        }
        assertThat(world.ledger.kept(world.id).history()).isEqualTo(history);
        assertThat(history.getLast().why()).contains("and 198 more").hasSizeLessThan(1_000);
        world.cloud.others = List.of();

        ended(IntStream.range(0, 200).mapToObj(i -> "task/" + i).collect(Collectors.toSet()));
        daysPass();
        assertThat(postTasks()).isZero();

        ended(Set.of("others of service \"web\""));
        assertThat(world.ledger.kept("orders").orphans().ended()).isEmpty();
        daysPass();
        assertThat(postTasks()).isOne();
    }
}
