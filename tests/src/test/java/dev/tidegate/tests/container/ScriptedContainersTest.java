package dev.tidegate.tests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import dev.tidegate.tests.container.ContainerRuntime.CannotPullContainer;
import dev.tidegate.tests.eventbridge.SteppedTime;
import org.junit.jupiter.api.Test;

class ScriptedContainersTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SteppedTime time = new SteppedTime();
    private final List<Integer> exits = new ArrayList<>();
    private final ScriptedContainers containers = new ScriptedContainers(time);

    private static ContainerSpec spec(String... command) {
        return new ContainerSpec("task", "app", "image", List.of(command), Map.of(), OptionalInt.of(8080));
    }

    private Container start(Script script) {
        return containers.push("image", script).start(spec(), exits::add);
    }

    @Test
    void aServiceIsHealthyAfterItsTimeAndRunsUntilAskedToStop() {
        Container container = start(Script.service().healthyAfter(SECOND.multipliedBy(5)));
        time.pass(SECOND.multipliedBy(4));
        assertThat(container.healthy()).isNotDone();
        time.pass(SECOND);
        assertThat(container.healthy()).isCompleted();
        time.pass(Duration.ofDays(1));
        assertThat(containers.running()).containsExactly(spec());

        container.terminate();
        time.pass(Duration.ZERO);

        assertThat(exits).containsExactly(143);
        assertThat(containers.running()).isEmpty();
        assertThat(containers.started()).containsExactly(spec());
    }

    @Test
    void aJobEndsByItself() {
        start(Script.job(SECOND, 3));
        assertThat(exits).isEmpty();
        time.pass(SECOND);
        assertThat(exits).containsExactly(3);
    }

    @Test
    void aStopTakesItsTimeAndAKillEndsIt() {
        Container container = start(Script.service().stopping(SECOND.multipliedBy(60), 0));
        container.terminate();
        time.pass(SECOND.multipliedBy(30));
        assertThat(exits).isEmpty();
        container.kill();
        time.pass(SECOND.multipliedBy(60));
        assertThat(exits).as("told once").containsExactly(137);
    }

    @Test
    void anUnstoppableContainerMustBeKilled() {
        Container container = start(Script.service().unstoppable());
        container.terminate();
        time.pass(Duration.ofHours(1));
        assertThat(exits).isEmpty();
    }

    @Test
    void healthIsNeverReachedAfterTheEnd() {
        Container early = start(Script.job(SECOND, 1).healthyAfter(SECOND.multipliedBy(2)));
        Container never = start(Script.service().neverHealthy());
        time.pass(Duration.ofHours(1));
        assertThat(early.healthy()).isNotDone();
        assertThat(never.healthy()).isNotDone();
    }

    @Test
    void theScriptMayDependOnTheCommand() {
        containers.push("image", spec -> Script.job(SECOND, spec.command().contains("pre") ? 0 : 75));
        containers.start(spec("pre"), exits::add);
        containers.start(spec("post"), exits::add);
        time.pass(SECOND);
        assertThat(exits).containsExactly(0, 75);
    }

    @Test
    void anEndpointCarriesTheContainersPort() {
        assertThat(start(Script.service()).endpoint()).contains(URI.create("http://container.invalid:8080"));
    }

    @Test
    void anUnknownImageCannotBePulled() {
        assertThatThrownBy(() -> containers.start(spec(), exits::add)).isInstanceOf(CannotPullContainer.class)
                .hasMessage("CannotPullContainerError: image \"image\" not found");
    }
}
