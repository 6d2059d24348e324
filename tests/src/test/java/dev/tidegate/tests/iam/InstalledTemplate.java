package dev.tidegate.tests.iam;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;

import dev.tidegate.cdk.template.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an installation makes, with the names that things get in the simulated account. */
enum InstalledTemplate {
    /** By template.yaml, for a service that ECS deploys. */
    PLAIN_WITH_ECS(false, () -> plain(Parameters.everythingWithEcs(), Map.of("Identity", "image-digest", "Delay",
            "5m"))),
    /** The same by the construct. */
    CONSTRUCTED_WITH_ECS(false, ConstructedShop::withEcs),
    /** By template.yaml, for a service that CodeDeploy deploys. */
    PLAIN_WITH_CODE_DEPLOY(true, () -> plain(Parameters.littleWithCodeDeploy(), Map.of("CodeDeployApplication", "app",
            "CodeDeployDeploymentGroup", "group", "TaskDefinition", "shop-migrations"))),
    /** The same by the construct. */
    CONSTRUCTED_WITH_CODE_DEPLOY(true, ConstructedShop::withCodeDeploy);

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z:]+)(?:\\.([A-Za-z]+))?}");

    final boolean codeDeploy;
    private final Supplier<Made> make;
    private Made made;

    InstalledTemplate(boolean codeDeploy, Supplier<Made> make) {
        this.codeDeploy = codeDeploy;
        this.make = make;
    }

    private static Made plain(Map<String, String> parameters, Map<String, String> ours) {
        parameters.putAll(Map.of("AWS::Region", Arns.HERE.region(), "AWS::AccountId", Arns.HERE.account(), "Cluster",
                CLUSTER, "Subnets", "subnet-1,subnet-2"));
        parameters.putAll(ours);
        return Made.plain(parameters);
    }

    private Made made() {
        if (made == null) {
            made = make.get();
        }
        return made;
    }

    private Map<String, Map<String, Object>> resources() {
        return made().resources();
    }

    /** What the service or the AppSpec says of the hook. */
    Map<?, ?> hook() {
        return (Map<?, ?>) named(made().hook());
    }

    boolean makes(String resource) {
        return resources().containsKey("Tidegate" + resource);
    }

    /**
     * What is written in the role, and what is written apart for it.
     *
     * @param role its name in the template
     */
    Policy policy(String role) {
        Map<?, ?> properties = properties(role);
        if (properties.containsKey("ManagedPolicyArns")) {
            throw new IllegalArgumentException("a role with managed policies, which are not known here");
        }
        Stream<?> within = properties.get("Policies") instanceof List<?> list ? list.stream() : Stream.of();
        Stream<?> apart = resources().values().stream().filter(one -> one.get("Type").equals("AWS::IAM::Policy"))
                .map(one -> (Map<?, ?>) one.get("Properties")).filter(one -> ((List<?>) one.get("Roles")).contains(
                        "${Tidegate" + role + "}"))
                .map(this::named);
        return new Policy(Stream.concat(within, apart).map(one -> (Map<?, ?>) ((Map<?, ?>) one).get("PolicyDocument"))
                .flatMap(document -> ((List<?>) document.get("Statement")).stream()).map(
                        statement -> Statement.of((Map<?, ?>) statement)).toList());
    }

    Map<?, ?> properties(String resource) {
        return (Map<?, ?>) named(resources().get("Tidegate" + resource).get("Properties"));
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
        Map<?, ?> properties = (Map<?, ?>) resources().get(name).get("Properties");
        return switch (resources().get(name).get("Type") + (attribute.isEmpty() ? "" : "." + attribute)) {
            case "AWS::Lambda::Function" -> (String) properties.get("FunctionName");
            case "AWS::Lambda::Function.Arn" -> Arns.HERE.of("lambda", "function:", (String) properties.get(
                    "FunctionName"));
            case "AWS::IAM::Role.Arn" -> "arn:aws:iam::" + Arns.HERE.account() + ":role/" + name;
            case "AWS::DynamoDB::Table", "AWS::Logs::LogGroup", "AWS::IAM::Role" -> name;
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
