package dev.tidegate.tests.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    private static final Map<String, String> ALLOW = Map.of("Effect", "Allow", "Action", "ecs:*", "Resource", "*");

    private static Policy policy(Map<?, ?>... statements) {
        return new Policy(Arrays.stream(statements).map(Statement::of).toList());
    }

    @ParameterizedTest
    @CsvSource({"ecs:RunTask, true", "ecs:runtask, true", "ECS:RunTask, true", "ecs:Run*, true", "ecs:?unTask, true",
            "*, true", "ecs:StopTask, false", "ecs:Run, false", "ecs:RunTas?k, false", "ecs.RunTask, false"})
    void anActionIsNamedWholeOrWithWildcards(String pattern, boolean allowed) {
        Policy policy = policy(Map.of("Effect", "Allow", "Action", List.of("s3:GetObject", pattern), "Resource", "*"));

        assertThat(policy.allows(Access.to("ecs:RunTask", "arn:aws:ecs:r:1:task-definition/shop:2"))).isEqualTo(
                allowed);
    }

    @ParameterizedTest
    @CsvSource({"arn:aws:ecs:r:1:task-definition/shop:2, true", "arn:aws:ecs:r:1:task-definition/shop:*, true",
            "arn:aws:ecs:*:*:task-definition/*, true", "*, true", "arn:aws:ecs:r:1:task-definition/Shop:*, false",
            "arn:aws:ecs:r:1:task-definition/shop, false", "arn:aws:ecs:r:2:task-definition/shop:*, false",
            "arn:aws:ecs:*:task-definition/shop:2, false", "arn:aws:ecs:*, false",
            "arn:aws:ecs:r:1:task-definition/shop:?2, false"})
    void aResourceIsComparedPartByPart(String pattern, boolean allowed) {
        Policy policy = policy(Map.of("Effect", "Allow", "Action", "ecs:RunTask", "Resource", pattern));

        assertThat(policy.allows(Access.to("ecs:RunTask", "arn:aws:ecs:r:1:task-definition/shop:2"))).isEqualTo(
                allowed);
    }

    @Test
    void anActionWithoutAResourceNeedsEveryResource() {
        Access list = Access.to("ecs:ListTasks", "*");

        assertThat(policy(ALLOW).allows(list)).isTrue();
        assertThat(policy(Map.of("Effect", "Allow", "Action", "ecs:*", "Resource", "arn:aws:ecs:*:*:*")).allows(list))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"StringEquals, c1, true", "StringEquals, c?, false", "StringLike, c?, true", "StringLike, C1, false",
            "ArnEquals, arn:aws:ecs:r:1:cluster/a, false", "ArnLike, *, true"})
    void aConditionHoldsForOneOfItsValues(String operator, String value, boolean allowed) {
        Policy policy = policy(Map.of("Effect", "Allow", "Action", "ecs:*", "Resource", "*", "Condition", Map.of(
                operator, Map.of("ecs:cluster", List.of("another", value)))));

        assertThat(policy.allows(Access.to("ecs:ListTasks", "*").with("ecs:cluster", "c1"))).isEqualTo(allowed);
        assertThat(policy.allows(Access.to("ecs:ListTasks", "*").with("ECS:Cluster", "c1"))).isEqualTo(allowed);
        assertThat(policy.allows(Access.to("ecs:ListTasks", "*"))).as("without the key").isFalse();
        assertThat(policy.allows(Access.to("ecs:ListTasks", "*").with("ecs:service", "c1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ArnEquals, arn:aws:ecs:r:1:cluster/prod, true", "ArnEquals, arn:aws:ecs:*:1:cluster/p*, true",
            "ArnLike, arn:aws:ecs:r:1:cluster/p*, true", "ArnLike, arn:aws:ecs:r:2:cluster/prod, false",
            "StringEquals, arn:aws:ecs:r:1:cluster/*, false"})
    void arnsMayHaveWildcards(String operator, String value, boolean allowed) {
        Policy policy = policy(Map.of("Effect", "Allow", "Action", "ecs:*", "Resource", "*", "Condition", Map.of(
                operator, Map.of("ecs:cluster", value))));

        assertThat(policy.allows(Access.to("ecs:ListTasks", "*").with("ecs:cluster", "arn:aws:ecs:r:1:cluster/prod")))
                .isEqualTo(allowed);
    }

    @Test
    void everyConditionHasToHold() {
        Policy policy = policy(Map.of("Effect", "Allow", "Action", "iam:PassRole", "Resource", "*", "Condition", Map.of(
                "StringEquals", Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com", "aws:x", "1"))));
        Access pass = Access.to("iam:PassRole", "arn:aws:iam::1:role/a").with("iam:PassedToService",
                "ecs-tasks.amazonaws.com");

        assertThat(policy.allows(pass)).isFalse();
        assertThat(policy.allows(pass.with("aws:x", "1"))).isTrue();
    }

    @Test
    void aDenialOutweighsWhatIsAllowed() {
        Policy policy = policy(ALLOW, Map.of("Effect", "Deny", "Action", "ecs:StopTask", "Resource", "*"));

        assertThat(policy.allows(Access.to("ecs:RunTask", "*"))).isTrue();
        assertThat(policy.allows(Access.to("ecs:StopTask", "*"))).isFalse();
        assertThat(policy.without(policy.statements().getLast()).allows(Access.to("ecs:StopTask", "*"))).isTrue();
        assertThat(policy.without(policy.statements().getFirst()).allows(Access.to("ecs:RunTask", "*"))).isFalse();
    }

    @Test
    void isLessenedByOneActionOrResourceAtATime() {
        Policy policy = policy(ALLOW, Map.of("Effect", "Allow", "Action", List.of("a:1", "a:2"), "Resource", List.of(
                "x", "y", "z")));

        assertThat(policy.lessened().map(less -> less.statements().getLast()).map(statement -> statement.actions() + " "
                + statement.resources())).containsExactly("[a:2] [x, y, z]", "[a:1] [x, y, z]", "[a:1, a:2] [y, z]",
                        "[a:1, a:2] [x, z]", "[a:1, a:2] [x, y]");
    }

    @Test
    void whatIsNotKnownHereIsNoPolicy() {
        assertThatThrownBy(() -> policy(Map.of("Effect", "Allow", "NotAction", "a:b", "Resource", "*")))
                .hasMessageContaining("NotAction");
        assertThatThrownBy(() -> policy(Map.of("Effect", "Allow", "Action", "a:b", "Resource", "*", "Condition", Map.of(
                "NumericEquals", Map.of("a", "1"))))).hasMessageContaining("NumericEquals");
    }
}
