package dev.tidegate.lambda;

import static dev.tidegate.lambda.Office.BY;
import static dev.tidegate.lambda.Office.HOOK;
import static dev.tidegate.lambda.Office.NATIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.release.Caller;
import dev.tidegate.lambda.release.MemoryLedger;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.ScriptedCloud;
import dev.tidegate.lambda.release.TaskStatus;
import dev.tidegate.lambda.trigger.Trigger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a Step Functions state is told that waits with a task token. */
class WaitingStateTest {
    private final Office office = new Office();
    private final MemoryLedger ledger = office.ledger;
    private final ScriptedCloud cloud = office.cloud;

    private String answer(Trigger trigger) {
        return office.answer(trigger);
    }

    @Test
    void whoWaitsForAPhaseIsToldItsEndAndUntilThenThatItIsLookedAfter() {
        answer(HOOK);
        answer(new Trigger.Await(NATIVE, new Caller(Phase.PRE_TRAFFIC, "t1"), BY));
        answer(new Trigger.Await(NATIVE, new Caller(Phase.POST_TRAFFIC, "t2"), BY));
        assertThat(cloud.heartbeats).containsExactly("t1", "t1", "t2");

        cloud.endTasks(new TaskStatus.Exited(0, ""));
        answer(HOOK);
        answer(HOOK);

        assertThat(cloud.callersAnswered).containsExactly("t1 Succeeded[]");
        answer(new Trigger.Cancel(NATIVE, BY));
        assertThat(cloud.callersAnswered).hasSize(2).last().asString().startsWith("t2 Failed[reason=cancelled by ann");
        assertThat(ledger.kept(NATIVE).needsAttention()).isFalse();
    }

    @Test
    void aStateThatWaitsIsToldOfARefusal() {
        String none = "no release \"nobody\" in the ledger; its id is the last part of the service deployment's ARN, the "
                + "CodeDeploy deployment id, or what \"start\" answered";

        answer(new Trigger.Await(new ReleaseId("nobody"), new Caller(Phase.PRE_TRAFFIC, "t1"), BY));
        answer(new Trigger.Start("order", Optional.empty(), "web:42", Optional.empty(), Optional.of(new Caller(
                Phase.PRE_TRAFFIC, "t2")), BY));

        assertThat(cloud.callersAnswered).containsExactly("t1 refused: " + none,
                "t2 refused: no database \"order\" in the settings; there is orders");
    }

    @Test
    void thoseWhoWaitAreAsManyAsAnItemHasRoomFor() {
        answer(HOOK);
        for (int i = 1; i <= 20; i++) {
            answer(new Trigger.Await(NATIVE, new Caller(Phase.PRE_TRAFFIC, "t" + i), BY));
        }
        Trigger another = new Trigger.Await(NATIVE, new Caller(Phase.POST_TRAFFIC, "t21"), BY);

        assertThat(answer(another)).contains("20 task tokens wait for release");
        assertThat(cloud.callersAnswered).singleElement().asString().startsWith("t21 refused: 20 task tokens wait");

        cloud.endTasks(new TaskStatus.Exited(0, ""));
        answer(HOOK);
        assertThat(answer(another)).doesNotContain("error");
        assertThat(ledger.kept(NATIVE).correspondence().callers()).extracting(Caller::taskToken).containsExactly("t21");
    }

    @Test
    void aTokenThatNobodyWaitsWithIsSaidToBe() {
        assertThat(answer(new Trigger.Await(new ReleaseId("nobody"), new Caller(Phase.PRE_TRAFFIC, " "), BY)))
                .contains("no release").contains("; and nobody waits with that taskToken: no such token");
    }
}
