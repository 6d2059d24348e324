package dev.tidegate.lambda.release;

import static dev.tidegate.lambda.release.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.drain.Before;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether a failed post-traffic phase may be tried again when other releases came after it. */
class RetryTest {
    private static final Release FAILED = Samples.in(Samples.nativeRelease(), new State.PostFailed("exit 3",
            Samples.EVIDENCE, 1));
    private static final Wish WISH = new Wish("ann", NOON);

    private static Lineage.Member member(ReleaseId id, boolean ended) {
        return new Lineage.Member(id, "web:" + id, NOON, Set.of(), Before.UNKNOWN, ended);
    }

    private static Lineage followedBy(boolean ended) {
        return Lineage.none("orders").register(member(FAILED.id(), true)).register(member(new ReleaseId("dep43"),
                ended));
    }

    @Test
    void aLaterReleaseThatGoesOnRunsWhatIsPending() {
        assertThat(Requests.retry(FAILED, followedBy(false), WISH)).isEqualTo(new Requests.Reply.Denied(
                "release \"dep42\" is not the newest of its database: dep43 runs what is still pending"));
    }

    @Test
    void aLaterReleaseThatHasEndedDoesNot() {
        assertThat(Requests.retry(FAILED, followedBy(true), WISH)).isInstanceOfSatisfying(Requests.Reply.Granted.class,
                granted -> assertThat(granted.release().state()).isInstanceOf(State.Draining.class));
    }
}
