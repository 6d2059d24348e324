package dev.tidegate.lambda.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskKeyTest {
    private static final String LONGEST = "x".repeat(80);

    @ParameterizedTest
    @CsvSource({"EZe5RNVLH6PPzHXINuP28, PRE_TRAFFIC, 1, tidegate/EZe5RNVLH6PPzHXINuP28/pre/1",
            "d-ABC123DEF, POST_TRAFFIC, 20, tidegate/d-ABC123DEF/post/20",
            "orders-web-42_, POST_TRAFFIC, 999999, tidegate/orders-web-42_/post/999999"})
    void aKeyIsReadBackFromStartedBy(String release, Phase phase, int attempt, String startedBy) {
        TaskKey key = new TaskKey(new ReleaseId(release), phase, attempt);

        assertThat(key.startedBy()).isEqualTo(startedBy);
        assertThat(TaskKey.parse(startedBy)).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ecs-svc/9313423515462893900", "tidegate/", "tidegate/a/pre", "tidegate/a/pre/",
            "tidegate/a/pre/x", "tidegate/a/pre/1234567", "tidegate/a/post-traffic/1", "tidegate/a b/pre/1",
            "xtidegate/a/pre/1", "tidegate/a/pre/1/2", "tidegate//pre/1"})
    void whatSomebodyElseStartedHasNoKey(String startedBy) {
        assertThat(TaskKey.parse(startedBy)).isEmpty();
    }

    @Test
    void theLongestKeyFitsIntoWhatEcsAllows() {
        TaskKey key = new TaskKey(new ReleaseId(LONGEST), Phase.POST_TRAFFIC, 999_999);

        assertThat(key.startedBy()).hasSizeLessThanOrEqualTo(128).matches("[A-Za-z0-9_/-]+");
        assertThat(key.clientToken("arn:aws:ecs:eu-west-1:111122223333:cluster/" + LONGEST))
                .hasSizeLessThanOrEqualTo(64).matches("[!-~]+");
    }

    @Test
    void theClientTokenTellsClustersReleasesPhasesAndAttemptsApart() {
        TaskKey key = new TaskKey(new ReleaseId("a"), Phase.PRE_TRAFFIC, 1);

        assertThat(new String[]{key.clientToken("one"), key.clientToken("two"),
                new TaskKey(new ReleaseId("b"), Phase.PRE_TRAFFIC, 1).clientToken("one"),
                new TaskKey(new ReleaseId("a"), Phase.POST_TRAFFIC, 1).clientToken("one"),
                new TaskKey(new ReleaseId("a"), Phase.PRE_TRAFFIC, 2).clientToken("one")}).doesNotHaveDuplicates();
        assertThat(new TaskKey(new ReleaseId("a"), Phase.PRE_TRAFFIC, 1).clientToken("one"))
                .isEqualTo(key.clientToken("one"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "a:b", "ä", "a\n"})
    void aReleaseIdHasNoOtherCharacters(String value) {
        assertThatThrownBy(() -> new ReleaseId(value)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("release id \"" + value + "\": expected 1 to 80 letters, digits, - and _");
    }

    @Test
    void aReleaseIdHasAtMostEightyCharacters() {
        assertThat(new ReleaseId(LONGEST)).hasToString(LONGEST);
        assertThatThrownBy(() -> new ReleaseId(LONGEST + "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
