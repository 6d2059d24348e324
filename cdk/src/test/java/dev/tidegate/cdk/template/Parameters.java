package dev.tidegate.cdk.template;

import java.util.Map;
import java.util.TreeMap;

/** Parameters of the template with which it is held against the construct. */
public final class Parameters {
    public static final String SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:login-a1b2c3";
    public static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    public static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";
    public static final String TASK_ROLE = "arn:aws:iam::123456789012:role/migrations";
    public static final String EXECUTION_ROLE = "arn:aws:iam::123456789012:role/pull";

    private Parameters() {}

    /** A service that ECS deploys, the runner's task definition made for it, consumers, alarms and every gate. */
    public static Map<String, String> everythingWithEcs() {
        Map<String, String> parameters = common();
        parameters.putAll(Map.of("Database", "orders", "RunnerRepository", "shop-migrations", "RunnerTag", "42",
                "RunnerArchitecture", "ARM64", "DatabaseUrl", "jdbc:postgresql://db/shop", "DatabaseLogin", SECRET,
                "Container", "app", "Identity", "environment:GIT_SHA"));
        parameters.putAll(Map.of("ConsumerServices", "worker,mailer,indexer,billing,search", "ConsumerFamilies",
                "nightly,weekly,monthly,yearly"));
        parameters.putAll(Map.of("Alarms", "shop-5xx,shop-p99", "Delay", "2h", "Settle", "45s", "Approval", "true",
                "PreLimit", "20m", "PostLimit", "3h", "AlarmTopic", TOPIC, "StepFunctions", "true"));
        parameters.putAll(Map.of("ReservedConcurrency", "20", "DatabaseLoginKey", KEY));
        return parameters;
    }

    /** A service that CodeDeploy deploys, a task definition that is there already, and no more. */
    public static Map<String, String> littleWithCodeDeploy() {
        Map<String, String> parameters = common();
        parameters.putAll(Map.of("Database", "shop", "CodeDeployApplication", "shop-app",
                "CodeDeployDeploymentGroup", "shop-group", "TaskDefinition", "${Migrations}", "TaskFamily",
                "shop-migrations", "TaskContainer", "django", "TaskRole", TASK_ROLE, "ExecutionRole",
                EXECUTION_ROLE));
        parameters.putAll(Map.of("PreCommand", "python,manage.py,safemigrate", "PostCommand",
                "python,manage.py,migrate"));
        return parameters;
    }

    private static Map<String, String> common() {
        return new TreeMap<>(Map.of("Cluster", "production", "Service", "shop", "SecurityGroups", "sg-1", "Subnets",
                "${VpcIsolatedSubnet1Subnet},${VpcIsolatedSubnet2Subnet}", "AWS::Region", "eu-west-1",
                "AWS::AccountId", "123456789012", "AWS::StackName", "Shop-Tidegate-D44C0D64"));
    }
}
