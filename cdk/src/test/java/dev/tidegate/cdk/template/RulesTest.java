package dev.tidegate.cdk.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which parameters go together. */
class RulesTest {
    private static final Map<String, Object> TEMPLATE = CloudFormationYaml.template();
    private static final Map<String, String> RUNNER = Map.of("RunnerRepository", "shop-migrations", "DatabaseLogin",
            Parameters.SECRET);
    private static final Map<String, String> TASK = Map.of("TaskDefinition", "shop-migrations", "TaskFamily",
            "shop-migrations", "TaskRole", Parameters.TASK_ROLE, "ExecutionRole", Parameters.EXECUTION_ROLE);
    private static final String CODE_DEPLOY = "CodeDeployApplication and CodeDeployDeploymentGroup are given together "
            + "or not at all";
    private static final String TOLD = "AlarmEmail and AlarmTopic are both given; expected one of them";
    private static final String OWN_TASK = "TaskDefinition needs TaskFamily, TaskRole and ExecutionRole, which the "
            + "function may run and pass";
    private static final String EXECUTIONS = "ReservedConcurrency is at least 10, or 0 for none";

    static Stream<Arguments> given() {
        return Stream.of(taken(RUNNER), taken(TASK), taken(RUNNER, "AlarmEmail", "team@shop.example"),
                taken(RUNNER, "AlarmTopic", Parameters.TOPIC), taken(RUNNER, "ReservedConcurrency", "10"),
                taken(RUNNER, "CodeDeployApplication", "app", "CodeDeployDeploymentGroup", "group"),
                refused(Map.of(), "Nothing runs the migrations; give RunnerRepository or TaskDefinition"),
                refused(with(RUNNER, "TaskDefinition", "shop-migrations", "TaskFamily", "shop-migrations", "TaskRole",
                        Parameters.TASK_ROLE, "ExecutionRole", Parameters.EXECUTION_ROLE),
                        "RunnerRepository and TaskDefinition are both given; expected one of them"),
                refused(Map.of("RunnerRepository", "shop-migrations"),
                        "RunnerRepository needs DatabaseLogin, the secret "
                                + "that the runner logs in with"),
                refused(with(TASK, "TaskFamily", ""), OWN_TASK), refused(with(TASK, "TaskRole", ""), OWN_TASK),
                refused(with(TASK, "ExecutionRole", ""), OWN_TASK),
                refused(with(RUNNER, "CodeDeployApplication", "app"), CODE_DEPLOY),
                refused(with(RUNNER, "CodeDeployDeploymentGroup", "group"), CODE_DEPLOY),
                refused(with(RUNNER, "AlarmEmail", "team@shop.example", "AlarmTopic", Parameters.TOPIC), TOLD),
                refused(with(RUNNER, "ReservedConcurrency", "1"), EXECUTIONS),
                refused(with(RUNNER, "ReservedConcurrency", "9"), EXECUTIONS),
                refused(with(Map.of("RunnerRepository", "shop-migrations"), "CodeDeployApplication", "app",
                        "ReservedConcurrency", "5"), CODE_DEPLOY,
                        "RunnerRepository needs DatabaseLogin, the secret that "
                                + "the runner logs in with", EXECUTIONS));
    }

    private static Arguments taken(Map<String, String> parameters, String... more) {
        return Arguments.of(with(parameters, more), List.of());
    }

    private static Arguments refused(Map<String, String> parameters, String... why) {
        return Arguments.of(parameters, List.of(why));
    }

    private static Map<String, String> with(Map<String, String> parameters, String... more) {
        Map<String, String> all = new TreeMap<>(parameters);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource
    void given(Map<String, String> parameters, List<String> refusals) {
        Map<String, String> all = with(parameters, "Cluster", "production", "Service", "shop", "Database", "shop");

        assertThat(new Evaluation(TEMPLATE, name -> name, all).refusals()).isEqualTo(refusals);
    }

    /** What is never the value of another resource aside. */
    @Test
    void theReadmeNamesEveryParameterThatAConditionLooksAt() throws IOException {
        String readme = Files.readString(CloudFormationYaml.path().resolveSibling("README.md"));
        String sentence = readme.substring(readme.indexOf("CloudFormation's conditions take no value")).split(
                "\n\n")[0];

        assertThat(references(TEMPLATE.get("Conditions"))).hasSizeGreaterThan(10).filteredOn(
                name -> !List.of("StepFunctions", "AlarmEmail", "ReservedConcurrency").contains(name)).allSatisfy(
                        name -> assertThat(sentence).contains("`" + name + "`"));
    }

    private static Stream<String> references(Object section) {
        return Pattern.compile("\\bRef=(\\w+)").matcher(String.valueOf(section)).results().map(found -> found.group(1));
    }

    /** A rule may refer to parameters alone; whether a list of nothing has one member or none is documented nowhere. */
    @Test
    void noRuleLooksAtAResourceOrAList() {
        Map<String, Object> parameters = Evaluation.object(TEMPLATE.get("Parameters"));
        assertThat(references(TEMPLATE.get("Rules"))).hasSizeGreaterThan(10).allSatisfy(name -> {
            assertThat(parameters).containsKey(name);
            assertThat(Evaluation.object(parameters.get(name)).get("Type")).isIn("String", "Number");
        });
    }
}
