package dev.tidegate.lambda;

import static dev.tidegate.lambda.Office.BY;
import static dev.tidegate.lambda.Office.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.ScriptedCloud;
import dev.tidegate.lambda.trigger.Trigger;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deployments that somebody tells us of before they exist. */
class AnnouncementTest {
    private final Office office = new Office();
    private final ScriptedCloud cloud = office.cloud;

    private String answer(Trigger trigger) {
        return office.answer(trigger);
    }

    @Test
    void anAnnouncementIsOneReleaseHoweverOftenItIsMade() {
        Trigger start = start("orders", "arn:aws:ecs:eu-west-1:1:task-definition/web:42");
        String answer = "{\"release\":\"orders-web-42\",\"version\":\"web:42\",\"state\":\"PreRunning\","
                + "\"openedAt\":\"2026-03-01T12:00:00Z\",\"why\":\"pre-traffic migration task %s\"}";

        assertThat(answer(start)).isEqualTo(answer.formatted("started"));
        assertThat(answer(start)).isEqualTo(answer.formatted("is PENDING"));
        assertThat(cloud.started).hasSize(1);
    }

    @Test
    void anAnnouncementByNameIsTheOneByArn() {
        answer(start("orders", "arn:aws:ecs:eu-west-1:1:task-definition/web:42"));

        assertThat(answer(start("orders", "web:42"))).contains("\"release\":\"orders-web-42\"", "is PENDING");
        assertThat(answer(new Trigger.Start("orders", Optional.of("web"), "web:42", Optional.empty(), Optional.empty(),
                BY))).contains("is PENDING");
        assertThat(cloud.started).hasSize(1);
    }

    @Test
    void theIdOfACodeDeployDeploymentIsLeftToIt() {
        assertThat(answer(new Trigger.Start("orders", Optional.empty(), "web:42", Optional.of(new ReleaseId(
                "d-ABC123DEF")), Optional.empty(), BY))).isEqualTo(
                        "{\"error\":\"id \\\"d-ABC123DEF\\\" could be that of"
                                + " a CodeDeploy deployment; give one of another form\"}");
        assertThat(cloud.started).isEmpty();
    }

    @Test
    void anAnnouncementForAnUnknownDatabaseIsRefused() {
        assertThat(answer(start("order", "web:42"))).isEqualTo(
                "{\"error\":\"no database \\\"order\\\" in the settings; there is orders\"}");
    }

    @Test
    void anIdInUseDoesNotStandForAnotherDeployment() {
        Trigger first = new Trigger.Start("orders", Optional.empty(), "web:41", Optional.of(new ReleaseId("nightly")),
                Optional.empty(), BY);
        Trigger second = new Trigger.Start("orders", Optional.empty(), "web:42", Optional.of(new ReleaseId("nightly")),
                Optional.empty(), BY);
        answer(first);

        assertThat(answer(second)).startsWith("{\"error\":\"release \\\"nightly\\\" is of another deployment: ")
                .contains(
                        "web:41").endsWith("; give an \\\"id\\\" of your own\"}");
        assertThat(cloud.started).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "arn:aws:ecs:eu-west-1:1:task-definition/web", "web:latest", ""})
    void aDeploymentIsAnnouncedWithItsRevision(String taskDefinition) {
        assertThat(answer(start("orders", taskDefinition))).contains(
                "expected family:revision or an ARN with a revision");
        assertThat(cloud.started).isEmpty();
    }
}
