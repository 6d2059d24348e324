package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.database.LocalPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Secret;

/** What the shop's own stack declares: its cluster, its service's task definitions and its migration task. */
final class ShopStack {
    static final String CLUSTER = "production";
    static final String SERVICE = "shop";
    static final String MIGRATION_FAMILY = "shop-migrations";
    static final String PASSWORD_SECRET = "arn:aws:secretsmanager:" + Account.REGION + ":" + Account.NUMBER
            + ":secret:shop-database";
    private static final int PORT = 8080;

    private final EcsClient ecs;
    private final LocalPostgres.Database database;

    ShopStack(EcsClient ecs, LocalPostgres.Database database) {
        this.ecs = ecs;
        this.database = database;
        ecs.createCluster(create -> create.clusterName(CLUSTER));
    }

    static NetworkConfiguration network() {
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(vpc -> vpc.subnets("subnet-1").securityGroups("sg-shop")).build();
    }

    static LoadBalancer loadBalancer() {
        return LoadBalancer.builder().containerName("shop").containerPort(PORT).targetGroupArn(
                "arn:aws:elasticloadbalancing:" + Account.REGION + ":" + Account.NUMBER + ":targetgroup/blue/1")
                .build();
    }

    static String image(String version) {
        return "shop:" + version;
    }

    /** @return the ARN of a new revision of the service's task definition */
    String registerShop(String version, Duration stopTimeout, Map<String, String> extra) {
        return registerShop("shop", version, stopTimeout, extra);
    }

    /** @return the ARN of a new revision of another family that runs the shop's code */
    String registerShop(String family, String version, Duration stopTimeout, Map<String, String> extra) {
        Map<String, String> environment = new TreeMap<>(extra);
        environment.put("DATABASE_URL", database.jdbcUrl());
        environment.put("DATABASE_USER", database.user());
        return register(family, container("shop", image(version), environment, "DATABASE_PASSWORD").toBuilder()
                .portMappings(PortMapping.builder().containerPort(PORT).build())
                .stopTimeout(Math.toIntExact(stopTimeout.toSeconds())).build());
    }

    /** @return the ARN of a new revision of the migration task definition, whose image has these scripts */
    String registerMigrations(Path scripts, Map<String, String> extra) {
        Map<String, String> environment = new TreeMap<>(extra);
        environment.put("TIDEGATE_DATABASE_URL", database.jdbcUrl());
        environment.put("TIDEGATE_DATABASE_USER", database.user());
        environment.put("TIDEGATE_MIGRATIONS", scripts.toAbsolutePath().toString());
        return register(MIGRATION_FAMILY,
                container("migrate", "tidegate", environment, "TIDEGATE_DATABASE_PASSWORD"));
    }

    private static ContainerDefinition container(String name, String image, Map<String, String> environment,
            String passwordVariable) {
        List<KeyValuePair> variables = environment.entrySet().stream()
                .map(entry -> KeyValuePair.builder().name(entry.getKey()).value(entry.getValue()).build()).toList();
        return ContainerDefinition.builder().name(name).image(image).essential(true).environment(variables)
                .secrets(Secret.builder().name(passwordVariable).valueFrom(PASSWORD_SECRET).build())
                .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS).options(Map.of("awslogs-group",
                        Account.LOG_GROUP, "awslogs-region", Account.REGION, "awslogs-stream-prefix", "task")))
                .build();
    }

    private String register(String family, ContainerDefinition container) {
        return ecs.registerTaskDefinition(
                register -> register.family(family).requiresCompatibilitiesWithStrings("FARGATE")
                        .networkMode("awsvpc").containerDefinitions(container))
                .taskDefinition().taskDefinitionArn();
    }
}
