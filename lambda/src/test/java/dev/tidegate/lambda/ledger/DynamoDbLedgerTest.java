package dev.tidegate.lambda.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.State;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

class DynamoDbLedgerTest {
    private final DynamoDbStub table = new DynamoDbStub();
    private final Ledger ledger = new DynamoDbLedger(table, "releases");

    @Test
    void aReleaseIsOpenedOnce() {
        Release first = ledger.openIfAbsent(Samples.nativeRelease());
        Release other = Release.open(first.id(), Samples.CODE_DEPLOY, Optional.empty(), Samples.NOON, "another");

        assertThat(first.revision()).isEqualTo(1);
        assertThat(ledger.openIfAbsent(other)).isEqualTo(first);
        assertThat(ledger.find(first.id())).contains(first);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(ledger.find(new ReleaseId("nobody"))).isEmpty();
    }

    @Test
    void aReleaseIsReadAsItWasLastWritten() {
        ledger.openIfAbsent(Samples.nativeRelease());
        ledger.find(new ReleaseId("dep42"));

        assertThat(table.gets).isNotEmpty().allMatch(GetItemRequest::consistentRead)
                .allMatch(get -> get.tableName().equals("releases"));
    }

    @Test
    void onlyTheFirstOfTwoWritesFromOneRevisionSucceeds() throws Ledger.Conflict {
        Release opened = ledger.openIfAbsent(Samples.nativeRelease());
        Release mine = Samples.in(opened, new State.Armed());

        assertThat(ledger.save(mine).revision()).isEqualTo(2);
        Release theirs = Samples.in(opened, new State.PreFailed("other"));
        assertThatThrownBy(() -> ledger.save(theirs)).isInstanceOf(Ledger.Conflict.class)
                .hasMessage("release dep42 was changed by another wake-up");
        assertThat(ledger.find(opened.id()).orElseThrow().state()).isEqualTo(new State.Armed());
    }

    @Test
    void aWriteThatTheSdkRepeatedIsRecognisedAsOurOwn() throws Ledger.Conflict {
        Release opened = ledger.openIfAbsent(Samples.nativeRelease());
        Release armed = Samples.in(opened, new State.Armed());
        table.repeatNextWrite = true;

        assertThat(ledger.save(armed)).isEqualTo(armed.written(2));
    }

    @Test
    void anOpeningThatTheSdkRepeatedIsRecognisedAsOurOwn() {
        table.repeatNextWrite = true;

        assertThat(ledger.openIfAbsent(Samples.nativeRelease())).isEqualTo(Samples.nativeRelease().written(1));
    }

    @Test
    void theReleasesThatNeedAttentionAreReadPageByPageFromTheIndex() throws Ledger.Conflict {
        for (int i = 0; i < 3; i++) {
            ledger.openIfAbsent(Release.open(new ReleaseId("r" + i), Samples.NATIVE, Optional.empty(), Samples.NOON,
                    "why"));
        }
        Release ended = ledger.find(new ReleaseId("r1")).orElseThrow();
        ledger.save(Samples.in(ended, new State.Disarmed("stopped")));

        assertThat(ledger.needingAttention()).containsExactly(new ReleaseId("r0"), new ReleaseId("r2"));
        assertThat(table.queries).hasSize(2).allMatch(query -> query.indexName().equals("open"))
                .allMatch(query -> query.keyConditionExpression().equals("#open = :open"));
    }

    @Test
    void anEndedReleaseWhoseHookIsNotAnsweredStillNeedsAttention() throws Ledger.Conflict {
        Release opened = ledger.openIfAbsent(Samples.codeDeployRelease());
        ledger.save(Samples.in(opened, new State.PreFailed("broken")));

        assertThat(ledger.needingAttention()).containsExactly(opened.id());
    }

    @Test
    void aTableThatDoesNotAnswerIsUnavailable() {
        table.failure = Optional.of(SdkClientException.create("connect timed out"));

        assertThatThrownBy(() -> ledger.find(new ReleaseId("a"))).isInstanceOf(Cloud.Unavailable.class)
                .hasMessage("DynamoDB GetItem: connect timed out");
        assertThatThrownBy(() -> ledger.openIfAbsent(Samples.nativeRelease())).isInstanceOf(Cloud.Unavailable.class)
                .hasMessage("DynamoDB PutItem: connect timed out");
        assertThatThrownBy(() -> ledger.save(Samples.nativeRelease())).isInstanceOf(Cloud.Unavailable.class);
        assertThatThrownBy(ledger::needingAttention).isInstanceOf(Cloud.Unavailable.class)
                .hasMessage("DynamoDB Query: connect timed out");
    }
}
