package dev.tidegate.tests.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.tests.crash.Cut;
import dev.tidegate.tests.database.LocalDynamoDb;
import dev.tidegate.tests.iam.InstalledRoles.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The roles are enough and no more: every call of AWS in deployments, rollbacks and direct calls is checked against them,
 * and there is nothing in them that no call needs.
 */
class RolesTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final Map<Story, InstalledRoles> PLAYED = new HashMap<>();

    /** A scenario in one of the installations that it fits. */
    record Story(Scenario scenario, InstalledTemplate template) {}

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    static Stream<Story> stories() {
        return Stream.<Scenario>concat(Stream.of(NativeScenario.values()), Stream.of(CodeDeployScenario.values()))
                .flatMap(scenario -> Stream.of(InstalledTemplate.values()).filter(
                        template -> template.codeDeploy == scenario.codeDeploy()).map(template -> new Story(scenario,
                                template)));
    }

    /** Each is played once for all tests. */
    private static InstalledRoles played(Story story) {
        InstalledRoles roles = PLAYED.get(story);
        if (roles == null) {
            roles = story.scenario.played(story.template, new InstalledRoles(story.template), DYNAMO_DB.client());
            PLAYED.put(story, roles);
        }
        return roles;
    }

    private static Set<Access> used(InstalledTemplate template, Role role) {
        return stories().filter(story -> story.template == template).flatMap(story -> played(story).accesses(role)
                .stream()).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void nothingIsDenied(Story story) {
        InstalledRoles roles = played(story);

        assertThat(roles.denied()).isEmpty();
        assertThat(roles.accesses(Role.FUNCTION)).hasSizeGreaterThan(10);
    }

    static Stream<Arguments> statements() {
        return Stream.of(InstalledTemplate.values()).flatMap(template -> Stream.of(Role.values()).filter(
                role -> template.makes(role.resource)).flatMap(role -> template.policy(role.resource).statements()
                        .stream().map(statement -> Arguments.of(template, role, statement))));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyStatementIsNeeded(InstalledTemplate template, Role role, Statement statement) {
        Policy policy = template.policy(role.resource);
        List<Statement> others = policy.statements().stream().filter(other -> !other.equals(statement)).toList();

        assertThat(others).hasSize(policy.statements().size() - 1);
        assertThat(used(template, role)).allMatch(policy::allows).anyMatch(access -> !new Policy(others).allows(
                access));
    }

    @ParameterizedTest
    @EnumSource
    void everyActionAndEveryResourceOfTheFunctionsRoleIsNeeded(InstalledTemplate template) {
        Set<Access> used = used(template, Role.FUNCTION);

        List<Policy> lessened = template.policy(Role.FUNCTION.resource).lessened().toList();
        assertThat(lessened).hasSizeGreaterThan(10);
        assertThat(lessened.stream().filter(less -> used.stream().allMatch(less::allows)).map(less -> less.statements()
                .getLast())).as("enough as they are").isEmpty();
    }

    /** What was used is allowed here only: not on another cluster, in another account or for another service. */
    @ParameterizedTest
    @EnumSource
    void theSameIsDeniedElsewhere(InstalledTemplate template) {
        Policy policy = template.policy(Role.FUNCTION.resource);
        Set<Access> used = used(template, Role.FUNCTION);

        assertThat(used).filteredOn(access -> !access.context().isEmpty() && !access.context().containsKey(
                "ecs:service") && !access.action().matches("ecs:.*Service.*")).hasSizeGreaterThan(4)
                .allSatisfy(access -> assertThat(policy.allows(elsewhere(access))).isFalse());
        assertThat(used).filteredOn(access -> !access.resource().equals("*")).hasSizeGreaterThan(10).allSatisfy(
                access -> assertThat(policy.allows(inAnotherAccount(access))).isFalse());
    }

    private static Access inAnotherAccount(Access access) {
        UnaryOperator<String> there = arn -> arn.replaceFirst(":[0-9]{12}:", ":999999999999:");
        return new Access(access.action(), there.apply(access.resource()), access.context().entrySet().stream().collect(
                Collectors.toMap(Map.Entry::getKey, entry -> there.apply(entry.getValue()))));
    }

    private static Access elsewhere(Access access) {
        return new Access(access.action(), access.resource(), access.context().entrySet().stream().collect(Collectors
                .toMap(Map.Entry::getKey, entry -> entry.getValue() + "-2")));
    }

    @Test
    void theFunctionFeelsWhatIsDenied() {
        InstalledTemplate template = InstalledTemplate.CONSTRUCTED_WITH_ECS;
        Policy policy = template.policy(Role.FUNCTION.resource);
        Statement run = policy.statements().stream().filter(statement -> statement.name().equals("RunMigration"))
                .findFirst().orElseThrow();
        InstalledRoles roles = new InstalledRoles(template).function(policy.without(run));
        try (InstalledShop shop = new InstalledShop(template, roles, DYNAMO_DB.client(), new Cut(0,
                false))) {
            String release = NativeScenario.deploy(shop);
            shop.untilEnded(release, "PreFailed");

            assertThat(shop.call("status", release).toString()).contains("is not authorized to perform: ecs:RunTask");
            assertThat(shop.ran()).isEmpty();
            assertThat(roles.denied()).isNotEmpty().allMatch(access -> access.action().equals("ecs:RunTask"));
        }
    }

    @Test
    void aScenarioFailsWhoseRoleLacksSomething() {
        InstalledTemplate template = InstalledTemplate.PLAIN_WITH_CODE_DEPLOY;
        Policy policy = template.policy(Role.FUNCTION.resource);
        Policy less = policy.without(policy.statements().stream().filter(statement -> statement.name().equals(
                "ReadAppSpec")).findFirst().orElseThrow());

        assertThatThrownBy(() -> CodeDeployScenario.COMPLETED.played(template, new InstalledRoles(template).function(
                less), DYNAMO_DB.client())).isInstanceOf(AssertionError.class);
    }
}
