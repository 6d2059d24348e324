package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.cdk.template.Parameters;
import dev.tidegate.cdk.template.PlainTemplate;
import dev.tidegate.lambda.settings.SettingsReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The plain template and the construct make the same, given the same. Every property is compared, so whatever is
 * changed in one of them has to be changed in the other.
 */
class ContractTest {
    /** Types of which both sides have one resource by the same name; the others are compared as a set. */
    private static final Set<String> BY_NAME = Set.of("AWS::Lambda::Function", "AWS::Lambda::EventInvokeConfig",
            "AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::Events::Rule", "AWS::CloudWatch::Alarm",
            "AWS::Logs::LogGroup", "AWS::ECS::TaskDefinition");

    @ParameterizedTest
    @EnumSource
    void everyRoleMayDoTheSame(Installation installation) {
        Map<String, Set<String>> ours = Roles.of(installation.constructed());

        assertThat(Roles.of(installation.templated())).isEqualTo(ours);
        assertThat(ours).containsKey("TidegateFunctionRole");
    }

    @ParameterizedTest
    @EnumSource
    void everyResourceIsTheSame(Installation installation) {
        Map<String, Map<String, Object>> constructed = named(installation.constructed());

        assertThat(named(installation.templated())).containsExactlyInAnyOrderEntriesOf(constructed);
        assertThat(constructed).containsKeys("TidegateFunction", "TidegateLedger", "TidegateSweep", "TidegateLog",
                "TidegateLostWakeUps", "TidegateFailureAlarm");
    }

    private static Map<String, Map<String, Object>> named(Map<String, Map<String, Object>> resources) {
        Map<String, Map<String, Object>> named = new TreeMap<>();
        resources.forEach((name, resource) -> {
            if (BY_NAME.contains(resource.get("Type"))) {
                named.put(name, Normal.resource(resource));
            }
        });
        return named;
    }

    @ParameterizedTest
    @EnumSource
    void theFunctionReadsTheSameSettings(Installation installation) {
        assertThat(SettingsReader.read(environment(installation.templated()))).isEqualTo(SettingsReader.read(
                environment(installation.constructed())));
    }

    @Test
    void subnetsWithoutSecurityGroupsAreRefusedByTheFunction() {
        Map<String, String> parameters = Parameters.everythingWithEcs();
        parameters.put("SecurityGroups", "");
        Map<String, String> environment = environment(PlainTemplate.resources(parameters));

        assertThatThrownBy(() -> SettingsReader.read(environment)).hasMessageContaining(
                "task.securityGroups: expected a list of texts that are not empty");
    }

    @Test
    void withoutSubnetsTheNetworkIsTheServices() {
        Map<String, String> parameters = Parameters.everythingWithEcs();
        parameters.put("Subnets", "");

        assertThat(SettingsReader.read(environment(PlainTemplate.resources(parameters))).databases().get(0).task())
                .satisfies(task -> assertThat(task.subnets()).isEmpty()).satisfies(task -> assertThat(task
                        .securityGroups()).isEmpty());
    }

    private static Map<String, String> environment(Map<String, Map<String, Object>> resources) {
        Object environment = Readable.properties(resources.get("TidegateFunction")).get("Environment");
        return Readable.object(Readable.object(environment).get("Variables")).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> (String) entry.getValue()));
    }

    @ParameterizedTest
    @EnumSource
    void theSameMayCallTheFunctionAndKeepWhatWasLost(Installation installation) {
        Set<String> constructed = unnamed(installation.constructed());

        assertThat(unnamed(installation.templated())).isEqualTo(constructed);
        assertThat(constructed).hasSizeGreaterThanOrEqualTo(6);
    }

    private static Set<String> unnamed(Map<String, Map<String, Object>> resources) {
        Stream<String> permissions = of("AWS::Lambda::Permission", resources).map(Normal::text);
        Stream<String> statements = of("AWS::SQS::QueuePolicy", resources).flatMap(policy -> Readable.list(Readable
                .object(policy.get("PolicyDocument")).get("Statement")).stream()).map(Readable::object)
                .map(Normal::statement);
        return Stream.concat(permissions, statements).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Map<String, Object>> of(String type, Map<String, Map<String, Object>> resources) {
        return resources.values().stream().filter(resource -> type.equals(resource.get("Type"))).map(
                Readable::properties);
    }

    /** Nothing is there that is compared by none of these tests. */
    @ParameterizedTest
    @EnumSource
    void everyTypeIsCompared(Installation installation) {
        List<String> elsewhere = Arrays.asList("AWS::IAM::Role", "AWS::IAM::Policy", "AWS::Lambda::Permission",
                "AWS::SQS::QueuePolicy");

        assertThat(Stream.concat(installation.templated().values().stream(), installation.constructed().values()
                .stream()).map(resource -> (String) resource.get("Type"))).allMatch(type -> BY_NAME.contains(type)
                        || elsewhere.contains(type));
    }
}
