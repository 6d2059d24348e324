package dev.tidegate.tests.iam;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;

import dev.tidegate.cdk.template.Parameters;
import dev.tidegate.cdk.template.PlainTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What template.yaml makes, with the names that things get in the simulated account. The construct makes the same with
 * these parameters: the test {@code ContractTest} of the module cdk holds every statement of every role against it.
 */
enum InstalledTemplate {
    WITH_ECS(Parameters.everythingWithEcs(), Map.of("Identity", "image-digest", "Delay", "5m")),
    WITH_CODE_DEPLOY(Parameters.littleWithCodeDeploy(), Map.of("CodeDeployApplication", "app",
            "CodeDeployDeploymentGroup", "group", "TaskDefinition", "shop-migrations"));

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z:]+)(?:\\.([A-Za-z]+))?}");

    private final Map<String, Map<String, Object>> resources;
    private final Map<String, Object> outputs;

    InstalledTemplate(Map<String, String> parameters, Map<String, String> ours) {
        parameters.putAll(Map.of("AWS::Region", Arns.HERE.region(), "AWS::AccountId", Arns.HERE.account(), "Cluster",
                CLUSTER,
                "Subnets", "subnet-1,subnet-2"));
        parameters.putAll(ours);
        resources = PlainTemplate.resources(parameters);
        outputs = PlainTemplate.outputs(parameters);
    }

    boolean makes(String resource) {
        return resources.containsKey("Tidegate" + resource);
    }

    /** @param role its name in the template */
    Policy policy(String role) {
        return Policy.ofRole((Map<?, ?>) named(resources.get("Tidegate" + role)));
    }

    Map<?, ?> properties(String resource) {
        return (Map<?, ?>) named(resources.get("Tidegate" + resource).get("Properties"));
    }

    String output(String name) {
        return (String) named(outputs.get(name));
    }

    /** What the function's environment has. */
    String variable(String name) {
        return (String) ((Map<?, ?>) ((Map<?, ?>) properties("Function").get("Environment")).get("Variables"))
                .get(name);
    }

    private Object named(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(this::named).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> named = new LinkedHashMap<>();
                map.forEach((key, member) -> named.put(key, named(member)));
                yield named;
            }
            case String text -> REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(name(match.group(
                    1), Optional.ofNullable(match.group(2)).orElse(""))));
            default -> value;
        };
    }

    private String name(String name, String attribute) {
        return switch (name) {
            case "AWS::Partition" -> "aws";
            case "AWS::URLSuffix" -> "amazonaws.com";
            default -> physical(name, attribute);
        };
    }

    private String physical(String name, String attribute) {
        Map<?, ?> properties = (Map<?, ?>) resources.get(name).get("Properties");
        return switch (resources.get(name).get("Type") + (attribute.isEmpty() ? "" : "." + attribute)) {
            case "AWS::Lambda::Function" -> (String) properties.get("FunctionName");
            case "AWS::Lambda::Function.Arn" -> Arns.HERE.of("lambda", "function:", (String) properties.get(
                    "FunctionName"));
            case "AWS::IAM::Role.Arn" -> "arn:aws:iam::" + Arns.HERE.account() + ":role/" + name;
            case "AWS::DynamoDB::Table", "AWS::Logs::LogGroup" -> name;
            case "AWS::DynamoDB::Table.Arn" -> Arns.HERE.table(name);
            // CloudFormation's has the streams in it.
            case "AWS::Logs::LogGroup.Arn" -> Arns.HERE.of("logs", "log-group:", name + ":*");
            case "AWS::SQS::Queue.Arn" -> Arns.HERE.of("sqs", "", name);
            case "AWS::ECS::TaskDefinition" -> Arns.HERE.of("ecs", "task-definition/", named(properties.get("Family"))
                    + ":1");
            default -> throw new IllegalArgumentException("the name of " + name + " " + attribute);
        };
    }
}
