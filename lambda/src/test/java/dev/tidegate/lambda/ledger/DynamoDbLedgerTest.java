package dev.tidegate.lambda.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Correspondence;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Lineage;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

class DynamoDbLedgerTest {
    private final DynamoDbStub table = new DynamoDbStub();
    private final Ledger ledger = new DynamoDbLedger(table, "releases", Duration.ofDays(90));

    @Test
    void aReleaseIsOpenedOnce() {
        Release first = ledger.openIfAbsent(Samples.nativeRelease());
        Release other = Release.open(first.id(), Samples.CODE_DEPLOY, Correspondence.NONE, Samples.NOON, "another");

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
                .hasMessage("release dep42, or the lineage of its database, was changed by another wake-up");
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
    void theReleasesThatAreDueAreReadFromTheIndexLongestWaitingFirst() throws Ledger.Conflict {
        for (int i = 0; i < 4; i++) {
            ledger.openIfAbsent(Release.open(new ReleaseId("r" + i), Samples.NATIVE, Correspondence.NONE, Samples.NOON
                    .minusSeconds(i), "why"));
        }
        ledger.save(Samples.lookingAt(ledger.find(new ReleaseId("r1")).orElseThrow(), Optional.empty()));
        ledger.save(Samples.lookingAt(ledger.find(new ReleaseId("r2")).orElseThrow(), Optional.of(Samples.NOON
                .plusMillis(1))));

        assertThat(ledger.due(Samples.NOON)).containsExactly(new ReleaseId("r3"), new ReleaseId("r0"));
        assertThat(ledger.due(Samples.NOON).limit(1)).containsExactly(new ReleaseId("r3"));
        assertThat(table.queries).allMatch(query -> query.indexName().equals("open"))
                .allMatch(query -> query.keyConditionExpression().equals("#open = :open AND #lookAt <= :now"));
    }

    @Test
    void pagesAreReadAsTheyAreNeeded() {
        for (int i = 0; i < 120; i++) {
            ledger.openIfAbsent(Samples.nativeRelease(new ReleaseId("r" + i)));
        }

        assertThat(ledger.due(Samples.NOON).limit(50)).hasSize(50);
        assertThat(table.queries).hasSize(1);
        assertThat(ledger.due(Samples.NOON)).hasSize(120).doesNotHaveDuplicates();
        assertThat(table.queries).hasSize(4);
    }

    @Test
    void aReleaseThatNobodyHasToLookAfterExpires() throws Ledger.Conflict {
        Release ended = Samples.in(ledger.openIfAbsent(Samples.nativeRelease()), new State.Disarmed("stopped"));
        Release told = ledger.save(ended);
        assertThat(table.items.get("dep42")).doesNotContainKey("expiresAt").containsKeys("open", "lookAt");

        ledger.save(Samples.lookingAt(told, Optional.empty()));

        assertThat(table.items.get("dep42")).doesNotContainKeys("open", "lookAt").containsEntry("expiresAt",
                AttributeValue.fromN(Long.toString(Samples.NOON.plus(Duration.ofDays(90)).getEpochSecond())));
    }

    @Test
    void aReleaseAndItsLineageAreWrittenTogetherOrNotAtAll() throws Ledger.Conflict {
        Release opened = ledger.openIfAbsent(Samples.nativeRelease());
        Lineage none = ledger.lineage("orders");
        assertThat(none).isEqualTo(Lineage.none("orders"));

        ledger.save(Samples.in(opened, new State.Armed()), Samples.LINEAGE);
        assertThat(ledger.lineage("orders")).isEqualTo(Samples.LINEAGE.written(1));
        assertThat(ledger.find(opened.id()).orElseThrow().state()).isEqualTo(new State.Armed());

        Release armed = ledger.find(opened.id()).orElseThrow();
        assertThatThrownBy(() -> ledger.save(Samples.in(armed, new State.Disarmed("x")), Samples.LINEAGE)).isInstanceOf(
                Ledger.Conflict.class);
        assertThatThrownBy(() -> ledger.save(Samples.in(opened, new State.Disarmed("x")), Samples.LINEAGE.written(1)))
                .isInstanceOf(Ledger.Conflict.class);
        assertThat(ledger.find(opened.id())).contains(armed);
        assertThat(ledger.lineage("orders")).isEqualTo(Samples.LINEAGE.written(1));
    }

    @Test
    void aTransactionThatTheSdkRepeatedIsRecognisedAsOurOwn() throws Ledger.Conflict {
        Release armed = Samples.in(ledger.openIfAbsent(Samples.nativeRelease()), new State.Armed());
        table.repeatNextWrite = true;

        assertThat(ledger.save(armed, Samples.LINEAGE)).isEqualTo(armed.written(2));
    }

    @Test
    void aTableThatDoesNotAnswerIsUnavailable() {
        table.failure = Optional.of(SdkClientException.create("connect timed out"));

        assertThatThrownBy(() -> ledger.find(new ReleaseId("a"))).isInstanceOf(Cloud.Unavailable.class)
                .hasMessage("DynamoDB GetItem: connect timed out");
        assertThatThrownBy(() -> ledger.openIfAbsent(Samples.nativeRelease())).isInstanceOf(Cloud.Unavailable.class)
                .hasMessage("DynamoDB PutItem: connect timed out");
        assertThatThrownBy(() -> ledger.save(Samples.nativeRelease())).isInstanceOf(Cloud.Unavailable.class);
        assertThatThrownBy(() -> ledger.due(Samples.NOON)).isInstanceOf(Cloud.Unavailable.class)
                .hasMessage("DynamoDB Query: connect timed out");
    }

    @Test
    void aLineageOfANewerVersionIsLeftAlone() throws Ledger.Conflict {
        ledger.save(Samples.in(ledger.openIfAbsent(Samples.nativeRelease()), new State.Armed()), Samples.LINEAGE);
        Map<String, AttributeValue> newer = new HashMap<>(table.items.get("database#orders"));
        newer.put("schema", AttributeValue.fromN("3"));
        table.items.put("database#orders", newer);

        assertThatThrownBy(() -> ledger.lineage("orders")).isInstanceOf(Cloud.Unavailable.class).hasMessage(
                "the lineage of database \"orders\" was written by a newer version of the function (schema 3, this one"
                        + " knows 2); leaving it alone");
    }
}
