package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.rds.AuroraPostgresClusterEngineProps;
import software.amazon.awscdk.services.rds.AuroraPostgresEngineVersion;
import software.amazon.awscdk.services.rds.ClusterInstance;
import software.amazon.awscdk.services.rds.DatabaseCluster;
import software.amazon.awscdk.services.rds.DatabaseClusterEngine;

/** Network, cluster and database in one stack, services in another, account and region open: the usual division. */
class SeparateStacksTest {
    private static final Path OUT = Path.of("target/cdk.separate");
    private final App app = new App(AppProps.builder().outdir(OUT.toString()).build());
    private final Stack base = new Stack(app, "Base");
    private final Vpc vpc = Vpc.Builder.create(base, "Vpc").maxAzs(2).build();
    private final Cluster cluster = Cluster.Builder.create(base, "Cluster").vpc(vpc).build();
    private final DatabaseCluster database = DatabaseCluster.Builder.create(base, "Database").engine(
            DatabaseClusterEngine.auroraPostgres(AuroraPostgresClusterEngineProps.builder()
                    .version(AuroraPostgresEngineVersion.of("17.4", "17")).build()))
            .writer(ClusterInstance.serverlessV2("Writer")).iamAuthentication(true).vpc(vpc).build();
    private final Stack shop = new Stack(app, "Shop");

    private FargateService service(String name) {
        FargateTaskDefinition task = FargateTaskDefinition.Builder.create(shop, name + "Task").build();
        task.addContainer("app", ContainerDefinitionOptions.builder().image(ContainerImage.fromRegistry(
                "registry.example/shop")).build());
        FargateService service = FargateService.Builder.create(shop, name).serviceName(name).cluster(cluster)
                .taskDefinition(task).minHealthyPercent(100).build();
        service.getConnections().allowToDefaultPort(database);
        return service;
    }

    @Test
    void theShopsStackNeedsTheOtherAndNotTheOtherWayRound() throws IOException {
        FargateService web = service("web");
        FargateService worker = service("worker");
        Tidegate.Builder.create(shop, "Tidegate").service(web).image(ContainerImage.fromRegistry(
                "registry.example/migrations")).database(database).databaseName("shop").databaseUser("migrations")
                .consumers(Consumer.service(worker)).build().attachTo(web);
        Readable template = Readable.of(shop);

        assertThat(shop.getDependencies()).map(Stack::getStackName).containsExactly("Base");
        assertThat(base.getDependencies()).isEmpty();
        Template.fromStack(base);
        // E3687 takes an imported port for none; F1020 is a reference that leads nowhere.
        assertThat(OUT.resolve("validation-report.json")).content().doesNotContain("\"ruleName\": \"F");
        logsInByIam(template);
    }

    private static void logsInByIam(Readable template) {
        Map<String, Object> task = template.properties("AWS::ECS::TaskDefinition", "Tidegate");
        Object container = Readable.list(task.get("ContainerDefinitions")).get(0);

        assertThat(Readable.list(Readable.object(container).get("Environment"))).map(String::valueOf).hasSize(4)
                .anyMatch(one -> one.matches(".*TIDEGATE_DATABASE_URL, Value=jdbc:postgresql://.*:.*/shop}"))
                .contains("{Name=TIDEGATE_DATABASE_USER, Value=migrations}",
                        "{Name=TIDEGATE_DATABASE_IAM_AUTH, Value=true}", "{Name=TIDEGATE_DATABASE_NAME, Value=shop}");
        assertThat(Readable.list(Readable.object(template.properties("AWS::IAM::Policy",
                "TidegateMigrationTaskTaskRole").get("PolicyDocument")).get("Statement"))).map(Readable::object)
                .map(statement -> statement.get("Action")).isEqualTo(List.of("rds-db:connect"));
    }
}
