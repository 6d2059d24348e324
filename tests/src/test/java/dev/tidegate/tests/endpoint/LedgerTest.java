package dev.tidegate.tests.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tidegate.lambda.drain.Before;
import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.drain.Orphans;
import dev.tidegate.lambda.drain.TaskSighting;
import dev.tidegate.lambda.ledger.DynamoDbLedger;
import dev.tidegate.lambda.release.Correspondence;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Lineage;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.tests.database.LedgerTable;
import dev.tidegate.tests.rehearsal.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** The ledger on a table as the function's README describes it. */
@ParameterizedClass
@ArgumentsSource(Endpoints.class)
class LedgerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Orphans ORPHANS = new Orphans(List.of(new Orphans.Orphan("service \"web\"", new TaskSighting(
            "task/1", "ecs-svc/41", "web:41", Set.of(new Code(new CodeIdentity.ImageDigest(), "sha256:1")),
            TaskSighting.ORPHANED, Optional.of(NOON), Optional.empty()))), List.of(new Orphans.Ended("task/2", NOON)));
    private static final Duration KEEP = Duration.ofDays(90);
    private static final Duration INDEX_LAG = Duration.ofSeconds(30);
    private static final Target TARGET = new Target("orders", "shop", "web", "web:42",
            "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:42",
            "arn:aws:ecs:eu-west-1:111122223333:task-definition/migrate:7");

    private final Endpoint endpoint;
    private final String table = "tidegate-" + UUID.randomUUID();
    private DynamoDbClient dynamoDb;
    private Ledger ledger;

    LedgerTest(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @BeforeEach
    void createTable() {
        dynamoDb = endpoint.address().connect(DynamoDbClient.builder());
        dynamoDb.createTable(LedgerTable.named(table));
        dynamoDb.waiter().waitUntilTableExists(describe -> describe.tableName(table));
        dynamoDb.updateTimeToLive(update -> update.tableName(table)
                .timeToLiveSpecification(ttl -> ttl.attributeName("expiresAt").enabled(true)));
        ledger = new DynamoDbLedger(dynamoDb, table, KEEP);
    }

    @AfterEach
    void deleteTable() {
        if (dynamoDb != null) {
            dynamoDb.deleteTable(delete -> delete.tableName(table));
            dynamoDb.close();
        }
        assertThat(endpoint.defects()).isEmpty();
    }

    private static Release fresh(String id, Instant openedAt) {
        return Release.open(new ReleaseId(id), new Deployment.CodeDeploy(id), Correspondence.NONE, openedAt,
                "CodeDeploy asked");
    }

    private static Release in(State state, Release release) {
        return new Release(release.id(), release.deployment(), release.openedAt(), Optional.of(TARGET),
                release.correspondence(), release.wishes(), state, release.lookAt(), release.revision(),
                release.history());
    }

    private static Release lookedAt(Optional<Instant> next, Release release) {
        return new Release(release.id(), release.deployment(), release.openedAt(), release.target(),
                release.correspondence(), release.wishes(), release.state(), next, release.revision(),
                release.history());
    }

    @Test
    void aReleaseIsOpenedOnceAndFound() {
        Release first = ledger.openIfAbsent(fresh("d-42", NOON));

        assertThat(first).isEqualTo(fresh("d-42", NOON).written(1));
        assertThat(ledger.openIfAbsent(fresh("d-42", NOON.plusSeconds(1)))).isEqualTo(first);
        assertThat(ledger.find(first.id())).contains(first);
        assertThat(ledger.find(new ReleaseId("d-43"))).isEmpty();
    }

    @Test
    void everyStateIsReadAsItWasWritten() throws Ledger.Conflict {
        Release release = ledger.openIfAbsent(fresh("d-42", NOON));
        for (State state : List.of(new State.Armed(), State.Draining.begin(), new State.Disarmed("stopped"))) {
            release = ledger.save(in(state, release));
            assertThat(ledger.find(release.id())).contains(release);
        }
        assertThat(release.revision()).isEqualTo(4);
    }

    @Test
    void aWriteFromAnOlderRevisionIsAConflict() throws Ledger.Conflict {
        Release opened = ledger.openIfAbsent(fresh("d-42", NOON));
        Release armed = ledger.save(in(new State.Armed(), opened));

        assertThatThrownBy(() -> ledger.save(in(new State.PreFailed("exit 3"), opened)))
                .isInstanceOf(Ledger.Conflict.class);
        assertThat(ledger.find(opened.id())).contains(armed);
    }

    @Test
    void ofManyWritesAtOnceFromOneRevisionOneSucceeds() throws Exception {
        Release opened = ledger.openIfAbsent(fresh("d-42", NOON));
        List<Callable<Boolean>> writers = IntStream.range(0, 8).<Callable<Boolean>>mapToObj(i -> () -> {
            try {
                ledger.save(in(new State.Disarmed("by writer " + i), opened));
                return true;
            } catch (Ledger.Conflict _) {
                return false;
            }
        }).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(writers)).extracting(result -> result.get()).containsOnlyOnce(true);
        }
        assertThat(ledger.find(opened.id()).orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void aReleaseAndItsLineageAreWrittenTogetherOrNotAtAll() throws Ledger.Conflict {
        Release opened = ledger.openIfAbsent(fresh("d-42", NOON));
        Lineage lineage = new Lineage("orders", List.of(new Lineage.Member(opened.id(), "web:42", NOON, Set.of(),
                Before.UNKNOWN, false)), Optional.empty(), ORPHANS, 0);
        assertThat(ledger.lineage("orders")).isEqualTo(Lineage.none("orders"));

        Release armed = ledger.save(in(new State.Armed(), opened), lineage);
        assertThat(ledger.find(opened.id())).contains(armed);
        assertThat(ledger.lineage("orders")).isEqualTo(lineage.written(1));

        Release disarmed = in(new State.Disarmed("stopped"), armed);
        assertThatThrownBy(() -> ledger.save(disarmed, lineage)).as("the lineage is older")
                .isInstanceOf(Ledger.Conflict.class);
        assertThatThrownBy(() -> ledger.save(in(new State.Disarmed("x"), opened), lineage.written(1)))
                .as("the release is older").isInstanceOf(Ledger.Conflict.class);
        assertThat(ledger.find(opened.id())).contains(armed);
        assertThat(ledger.lineage("orders")).isEqualTo(lineage.written(1));

        Lineage contracting = new Lineage("orders", lineage.members(), Optional.of(opened.id()), ORPHANS, 1);
        ledger.save(disarmed, contracting);
        assertThat(ledger.lineage("orders")).isEqualTo(contracting.written(2));
    }

    @Test
    void theReleasesThatAreDueAreFoundLongestWaitingFirst() throws Ledger.Conflict {
        for (int i = 0; i < 4; i++) {
            ledger.openIfAbsent(fresh("d-" + i, NOON.minusSeconds(i)));
        }
        ledger.save(lookedAt(Optional.empty(), ledger.find(new ReleaseId("d-1")).orElseThrow()));
        ledger.save(lookedAt(Optional.of(NOON.plusMillis(1)), ledger.find(new ReleaseId("d-2")).orElseThrow()));

        awaitDue(NOON, "d-3", "d-0");
        awaitDue(NOON.plusMillis(1), "d-3", "d-0", "d-2");
    }

    /** An index follows its table a little later. */
    private void awaitDue(Instant now, String... ids) {
        List<ReleaseId> expected = Stream.of(ids).map(ReleaseId::new).toList();
        Await.until("the index to tell " + expected, INDEX_LAG, () -> ledger.due(now).toList().equals(expected));
    }

    @Test
    void moreThanOnePageIsRead() {
        List<String> ids = IntStream.range(0, 120).mapToObj(i -> "p-" + i).toList();
        ids.forEach(id -> ledger.openIfAbsent(fresh(id, NOON)));

        Await.until("the index to tell all of them", INDEX_LAG, () -> ledger.due(NOON).map(ReleaseId::value).sorted()
                .toList().equals(ids.stream().sorted().toList()));
    }

    @Test
    void aReleaseThatNobodyHasToLookAfterExpires() throws Ledger.Conflict {
        Release opened = ledger.openIfAbsent(fresh("d-42", NOON));
        Release ended = ledger.save(in(new State.Disarmed("stopped"), opened));
        assertThat(item("d-42")).containsKeys("open", "lookAt").doesNotContainKey("expiresAt");

        ledger.save(lookedAt(Optional.empty(), ended));

        assertThat(item("d-42")).doesNotContainKeys("open", "lookAt").hasEntrySatisfying("expiresAt",
                at -> assertThat(Instant.ofEpochSecond(Long.parseLong(at.n()))).isAfterOrEqualTo(NOON.plus(KEEP)));
        assertThat(dynamoDb.describeTimeToLive(describe -> describe.tableName(table)).timeToLiveDescription())
                .satisfies(ttl -> assertThat(ttl.timeToLiveStatus()).isIn(TimeToLiveStatus.ENABLED,
                        TimeToLiveStatus.ENABLING))
                .satisfies(ttl -> assertThat(ttl.attributeName()).isEqualTo("expiresAt"));
    }

    private Map<String, AttributeValue> item(String id) {
        return dynamoDb.getItem(get -> get.tableName(table).key(Map.of("id", AttributeValue.fromS(id)))
                .consistentRead(true)).item();
    }
}
