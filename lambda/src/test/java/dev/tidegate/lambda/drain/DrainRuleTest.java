package dev.tidegate.lambda.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrainRuleTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String WEB = "service \"web\"";
    private static final DrainReading.Identity TARGET = new DrainReading.Identity("ecs-svc/42", "web:42");

    private static DrainVerdict judge(DrainReading reading) {
        return DrainRule.judge(List.of(reading), Set.of());
    }

    private static TaskSighting task(String name, String revision, String taskDefinition, String lastStatus) {
        return new TaskSighting(name, revision, taskDefinition, Set.of(), lastStatus, Optional.empty(), Optional
                .empty());
    }

    private static TaskSighting old(String lastStatus) {
        return task("task/old", "ecs-svc/41", "web:41", lastStatus);
    }

    private static DrainReading.Deploying seen(TaskSighting... tasks) {
        return new DrainReading.Deploying(NOON, WEB, TARGET, List.of(tasks), List.of());
    }

    private static void assertWaits(DrainReading reading, String sentence) {
        assertThat(judge(reading)).isEqualTo(new DrainVerdict.NotClear(List.of(sentence)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROVISIONING", "PENDING", "ACTIVATING", "RUNNING", "DEACTIVATING", "STOPPING",
            "DEPROVISIONING", "stopped", "", "SOMETHING_NEW"})
    void anOldTaskThatMayExecuteIsWaitedFor(String lastStatus) {
        assertWaits(seen(old(lastStatus)),
                "waiting for service \"web\": 1 task of older code has not stopped (1 " + lastStatus + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOPPED", "DELETED"})
    void anOldTaskThatCannotExecuteAnyMoreIsGone(String lastStatus) {
        assertThat(judge(seen(old(lastStatus))))
                .isEqualTo(new DrainVerdict.Clear(new Clearance(NOON, List.of(WEB), 0, 1, Optional.empty())));
    }

    @Test
    void everyLingeringTaskIsCountedByStatusAndTheEarliestStopIsNamed() {
        assertWaits(seen(old("STOPPING"), old("RUNNING"), old("STOPPING"), old("STOPPED"),
                new TaskSighting("task/a", "ecs-svc/41", "web:41", Set.of(), "DEACTIVATING", Optional.of(NOON
                        .minusSeconds(60)),
                        Optional.empty()),
                new TaskSighting("task/b", "ecs-svc/41", "web:41", Set.of(), "DEACTIVATING", Optional.of(NOON
                        .minusSeconds(90)),
                        Optional.empty())),
                "waiting for service \"web\": 5 tasks of older code have not stopped (2 DEACTIVATING, 1 RUNNING, "
                        + "2 STOPPING, stopping since 2026-03-01T11:58:30Z)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUNNING", "PENDING", "STOPPED"})
    void tasksOfTheNewCodeAreNotWaitedFor(String lastStatus) {
        assertThat(judge(seen(task("task/new", "ecs-svc/42", "web:42", lastStatus))))
                .isEqualTo(new DrainVerdict.Clear(new Clearance(NOON, List.of(WEB), 1, 0, Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource({"ecs-svc/41, web:42", "'', web:42", "someone, web:42", "ecs-svc/421, web:42"})
    void aTaskOfAnyOtherRevisionIsOldCodeEvenIfItsTaskDefinitionIsTheSame(String revision, String taskDefinition) {
        assertWaits(seen(task("task/x", revision, taskDefinition, "RUNNING")),
                "waiting for service \"web\": 1 task of older code has not stopped (1 RUNNING)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUNNING", "STOPPED"})
    void aTaskWhoseTwoMarksContradictEachOtherIsNotTrusted(String lastStatus) {
        assertWaits(seen(task("task/x", "ecs-svc/42", "web:41", lastStatus)),
                "task task/x of service \"web\" says it belongs to the new code (ecs-svc/42) but runs web:41 instead of "
                        + "web:42");
    }

    @Test
    void anotherRevisionThatTheServiceStillListsIsWaitedForEvenWithoutTasks() {
        assertWaits(new DrainReading.Deploying(NOON, WEB, TARGET, List.of(),
                List.of("task set ecs-svc/41 DRAINING", "deployment ecs-svc/40 ACTIVE")),
                "waiting for service \"web\": it still lists task set ecs-svc/41 DRAINING, deployment ecs-svc/40 "
                        + "ACTIVE");
    }

    @Test
    void whatCouldNotBeReadIsNotDrained() {
        assertThat(judge(new DrainReading.Unknown(WEB, "ECS ListTasks: throttled"))).isEqualTo(
                new DrainVerdict.NotSeen(List.of(
                        "cannot see who still runs in service \"web\": ECS ListTasks: throttled")));
    }

    @Test
    void aServiceWithoutAnyTaskIsClear() {
        assertThat(judge(seen()))
                .isEqualTo(new DrainVerdict.Clear(new Clearance(NOON, List.of(WEB), 0, 0, Optional.empty())));
    }

    @Test
    void theLastStopIsKeptAsEvidence() {
        Instant last = NOON.minusSeconds(10);
        assertThat(judge(seen(
                new TaskSighting("task/a", "ecs-svc/41", "web:41", Set.of(), "STOPPED", Optional.empty(), Optional.of(
                        last)),
                new TaskSighting("task/b", "ecs-svc/41", "web:41", Set.of(), "STOPPED", Optional.empty(),
                        Optional.of(last.minusSeconds(50))))))
                .isEqualTo(new DrainVerdict.Clear(new Clearance(NOON, List.of(WEB), 0, 2, Optional.of(last))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 |                      | no old task known to ECS; 2 new; read at 2026-03-01T12:00:00Z and 2026-03-01T12:00:30Z
            1 | 2026-03-01T11:59:00Z | 1 old task stopped, last at 2026-03-01T11:59:00Z; 2 new; read at 2026-03-01T12:00:00Z and 2026-03-01T12:00:30Z
            3 |                      | 3 old tasks stopped; 2 new; read at 2026-03-01T12:00:00Z and 2026-03-01T12:00:30Z
            """)
    void evidenceIsOneLineForPeople(int gone, Instant last, String line) {
        Evidence evidence = new Evidence(new Clearance(NOON, List.of(WEB), 1, 9, Optional.empty()),
                new Clearance(NOON.plusSeconds(30), List.of(), 2, gone, Optional.ofNullable(last)));

        assertThat(evidence.summary()).isEqualTo(line);
        assertThat(evidence.drainedAt()).isEqualTo(NOON.plusSeconds(30));
    }
}
