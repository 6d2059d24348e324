package dev.tidegate.cdk.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.cloudformation.include.CfnInclude;
import software.amazon.awscdk.cloudformation.include.CfnIncludeProps;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** The template as CloudFormation and the CDK's own definitions of resources see it. */
class TemplateTest {
    private static final Map<String, Object> TEMPLATE = CloudFormationYaml.template();
    private static final Map<String, Object> RESOURCES = Evaluation.object(TEMPLATE.get("Resources"));
    private static final Path OUT = Path.of("target/cdk.template");
    private static CfnInclude included;
    private static Map<String, Object> synthesised;

    @BeforeAll
    static void include() throws IOException {
        Map<String, Object> function = properties(RESOURCES.get("Function"));
        // As "aws cloudformation package" leaves it.
        assertThat(function.put("Code", Map.of("S3Bucket", "bucket", "S3Key", "key"))).isEqualTo(
                "lambda/target/tidegate-lambda.jar");
        synthesised = synthesise(TEMPLATE, OUT);
    }

    private static Stack stack(Path out) {
        return new Stack(new App(AppProps.builder().outdir(out.toString())
                .postCliContext(Map.of("@aws-cdk/core:validateAgainstDefaultRules", true)).build()), "Plain");
    }

    private static Map<String, Object> synthesise(Map<String, Object> template, Path out) throws IOException {
        Path packaged = Path.of(out + ".json");
        Files.writeString(packaged, new ObjectMapper().writeValueAsString(template));
        Stack stack = stack(out);
        CfnInclude include = new CfnInclude(stack, "Tidegate", CfnIncludeProps.builder().templateFile(packaged
                .toString())
                .parameters(Map.of("Cluster", "production", "Service", "shop", "Database", "shop")).build());
        if (included == null) {
            included = include;
        }
        return Template.fromStack(stack).toJSON();
    }

    /** The CDK checks the properties of every resource, and then the whole against CloudFormation's own schemas. */
    @Test
    void theCdkTakesEveryResourceAndWarnsOfNothing() throws IOException {
        assertThat(Evaluation.object(synthesised.get("Resources"))).containsOnlyKeys(RESOURCES.keySet());
        assertThat(OUT.resolve("validation-report.json")).content().contains("\"pluginReports\": []");
    }

    /** As the README does it where a parameter is the value of another resource, which no rule may refer to. */
    @Test
    void aCdkAppCanLeaveTheRulesOut() {
        Stack stack = stack(Path.of("target/cdk.template-without-rules"));
        Secret secret = Secret.Builder.create(stack, "Login").build();
        CfnInclude include = new CfnInclude(stack, "Tidegate", CfnIncludeProps.builder().templateFile(
                OUT + ".json").parameters(Map.of("Cluster", "production", "Service", "shop", "Database",
                        "shop", "RunnerRepository", "migrations", "DatabaseLogin", secret.getSecretArn())).build());
        include.getNode().tryRemoveChild("$Rules");

        assertThat(Evaluation.object(Template.fromStack(stack).toJSON().getOrDefault("Rules", Map.of())))
                .doesNotContainKey("Runner");
    }

    @ParameterizedTest
    @CsvSource({"Ledger, BillingMode, PAY_AS_YOU_LIKE", "LostWakeUps, SqsManagedSse, true"})
    void theCdkWouldNoticeAMistake(String resource, String property, String value) throws IOException {
        Map<String, Object> mistaken = CloudFormationYaml.template();
        Map<String, Object> resources = Evaluation.object(mistaken.get("Resources"));
        properties(resources.get("Function")).put("Code", Map.of("S3Bucket", "bucket", "S3Key", "key"));
        properties(resources.get(resource)).put(property, value);
        Path out = Path.of("target/cdk.template-mistaken");
        Files.deleteIfExists(out.resolve("validation-report.json"));
        // It fails or it warns.
        catchThrowable(() -> synthesise(mistaken, out));

        assertThat(out.resolve("validation-report.json")).content().contains("\"description\": \"" + property);
    }

    private static Map<String, Object> properties(Object resource) {
        return Evaluation.object(Evaluation.object(resource).get("Properties"));
    }

    @Test
    void everyPropertyIsOneOfItsResource() {
        RESOURCES.forEach((name, resource) -> {
            Set<String> known = getters(included.getResource(name), "get");
            Set<String> given = properties(resource).keySet().stream()
                    .map(property -> property.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
            assertThat(known).as(name).containsAll(given);
        });
    }

    @Test
    void everyAttributeIsOneOfItsResource() {
        Set<String> attributes = new TreeSet<>();
        references(TEMPLATE, attributes);

        assertThat(attributes).hasSizeGreaterThan(10).allSatisfy(reference -> {
            String[] parts = reference.split("\\.", 2);
            assertThat(RESOURCES).containsKey(parts[0]);
            assertThat(getters(included.getResource(parts[0]), "getAttr")).as(reference).contains(parts[1].replace(
                    ".", "").toLowerCase(Locale.ROOT));
        });
    }

    private static Set<String> getters(CfnResource resource, String prefix) {
        return Stream.of(resource.getClass().getMethods()).map(Method::getName).filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()).toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private static void references(Object value, Set<String> found) {
        if (value instanceof Iterable<?> list) {
            list.forEach(element -> references(element, found));
        } else if (value instanceof Map<?, ?> map) {
            if (map.get("Fn::GetAtt") instanceof Iterable<?> attribute) {
                List<String> parts = new ArrayList<>();
                attribute.forEach(part -> parts.add(String.valueOf(part)));
                found.add(String.join(".", parts));
            }
            map.values().forEach(member -> references(member, found));
        }
    }

    /** Under every combination of what is optional, every reference leads to something that exists then. */
    @Test
    void everyReferenceLeadsSomewhere() {
        String[][] choices = {{"CodeDeployApplication", "app"}, {"RunnerRepository", "migrations"}, {"Alarms", "a,b"},
                {"AlarmEmail", "team@shop.example"}, {"AlarmTopic", "arn:topic"}, {"Subnets", "subnet-1,subnet-2"},
                {"ConsumerServices", "worker,mailer"}, {"ConsumerFamilies", "nightly"}, {"Container", "app"}};

        for (int chosen = 0; chosen < 1 << choices.length; chosen++) {
            Map<String, String> given = new TreeMap<>(Map.of("Cluster", "production", "Service", "shop",
                    "Database", "shop", "AWS::Region", "eu-west-1", "AWS::AccountId", "123456789012", "AWS::StackName",
                    "tidegate"));
            for (int i = 0; i < choices.length; i++) {
                if ((chosen & 1 << i) != 0) {
                    given.put(choices[i][0], choices[i][1]);
                }
            }
            Evaluation evaluation = new Evaluation(TEMPLATE, name -> name, given);
            assertThat(evaluation.resources()).containsKeys("Function", "FunctionRole", "Ledger");
            assertThat(evaluation.outputs()).containsKeys("FunctionName", "FunctionArn", "Table").hasSize(4);
        }
    }

    @Test
    void everyParameterIsUsedAndHasADescriptionAndAPlaceInTheForm() {
        Map<String, Object> parameters = Evaluation.object(TEMPLATE.get("Parameters"));
        String used = RESOURCES.toString() + TEMPLATE.get("Conditions");
        String form = TEMPLATE.get("Metadata").toString();

        assertThat(parameters).allSatisfy((name, parameter) -> {
            assertThat(used).containsPattern("(Ref=|\\$\\{)" + name + "\\b");
            assertThat(form).containsPattern("[\\[ ]" + name + "[,\\]]");
            assertThat(Evaluation.object(parameter)).containsKey("Description");
        });
    }

    @Test
    void everyDefaultIsAllowed() {
        assertThat(Evaluation.object(TEMPLATE.get("Parameters"))).allSatisfy((name, parameter) -> {
            Map<String, Object> given = Evaluation.object(parameter);
            if (given.containsKey("AllowedPattern") && given.containsKey("Default")) {
                assertThat((String) given.get("Default")).matches((String) given.get("AllowedPattern"));
            }
        });
    }

    /** ECS does not remember a deployment for longer than 90 days. */
    @ParameterizedTest
    @CsvSource({"0s, true", "999999s, true", "10m, true", "1899h, true", "80d, true", "81d, false", "365d, false",
            "1999h, false", "4, false", "'4 h', false", "1w, false"})
    void aDelayIsAtMost80Days(String delay, boolean allowed) {
        Map<String, Object> parameter = Evaluation.object(Evaluation.object(TEMPLATE.get("Parameters")).get("Delay"));

        assertThat(delay.matches((String) parameter.get("AllowedPattern"))).isEqualTo(allowed);
    }

    /** CloudFormation takes 51,200 bytes in a request; "aws cloudformation package" makes it a tenth longer. */
    @Test
    void needsNoBucketForItself() {
        assertThat(CloudFormationYaml.path().toFile().length()).isLessThan(45_000);
    }

    @Test
    void everyConditionIsUsed() {
        String text = RESOURCES.toString() + TEMPLATE.get("Conditions") + TEMPLATE.get("Outputs");

        assertThat(Evaluation.object(TEMPLATE.get("Conditions")).keySet()).allSatisfy(name -> assertThat(text)
                .containsPattern("(Condition=|Fn::If=\\[)" + name + "\\b"));
    }

    /** A role is the account's and not the region's: a stack set would make the same name in a second region. */
    @Test
    void onlyTheFunctionAndTheFamilyHaveNamesAndThoseAreRegional() {
        Map<String, Object> named = new TreeMap<>();
        new Evaluation(TEMPLATE, name -> name, Parameters.everythingWithEcs()).resources().forEach((name,
                resource) -> properties(resource).forEach((property, value) -> {
                    if ((property.endsWith("Name") || property.equals("Family")) && !String.valueOf(value).startsWith(
                            "${")) {
                        named.put(name + " " + property, value);
                    }
                }));

        assertThat(named).isEqualTo(Map.of("Function FunctionName", "CodeDeployHook_tidegate", "MigrationTask Family",
                "Shop-Tidegate-D44C0D64-migration", "FailureAlarm MetricName", "Failures", "ArmedAlarm MetricName",
                "ArmedSeconds", "LostWakeUpsAlarm MetricName", "ApproximateNumberOfMessagesVisible"));
    }

    /** Only CloudFormation's own: a transform needs further permissions and hides what is made. */
    @Test
    void needsNoTransform() {
        assertThat(TEMPLATE).doesNotContainKey("Transform");
    }
}
