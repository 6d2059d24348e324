package dev.tidegate.cdk.example;

import dev.tidegate.cdk.Consumer;
import dev.tidegate.cdk.Tidegate;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.DeploymentStrategy;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.EcsTask;
import software.amazon.awscdk.services.rds.AuroraPostgresClusterEngineProps;
import software.amazon.awscdk.services.rds.AuroraPostgresEngineVersion;
import software.amazon.awscdk.services.rds.ClusterInstance;
import software.amazon.awscdk.services.rds.DatabaseCluster;
import software.amazon.awscdk.services.rds.DatabaseClusterEngine;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * A shop with an Aurora database that three programs use: a web service that ECS deploys blue/green, a service of
 * workers, and a report that a schedule starts every night. One image, three commands.
 */
public final class ShopStack extends Stack {
    private final Vpc vpc = Vpc.Builder.create(this, "Vpc").maxAzs(2).build();
    private final Cluster cluster = Cluster.Builder.create(this, "Cluster").vpc(vpc).build();
    private final DatabaseCluster database = DatabaseCluster.Builder.create(this, "Database")
            .engine(DatabaseClusterEngine.auroraPostgres(AuroraPostgresClusterEngineProps.builder()
                    .version(AuroraPostgresEngineVersion.of("17.4", "17")).build()))
            .writer(ClusterInstance.serverlessV2("Writer")).defaultDatabaseName("shop").vpc(vpc).build();
    private final IRepository shop = Repository.fromRepositoryName(this, "Images", "shop");
    private final IRepository migrations = Repository.fromRepositoryName(this, "MigrationImages", "shop-migrations");
    private final String version;
    private final Tidegate tidegate;

    /** @param version the tag of the images that are deployed */
    public ShopStack(Construct scope, String id, StackProps props, String version) {
        super(scope, id, props);
        this.version = version;

        FargateService web = FargateService.Builder.create(this, "Web").serviceName("web").cluster(cluster)
                .taskDefinition(task("WebTask", "serve")).deploymentStrategy(DeploymentStrategy.BLUE_GREEN)
                .bakeTime(Duration.minutes(10)).minHealthyPercent(100).build();
        new Traffic(this, vpc, web);

        FargateService worker = FargateService.Builder.create(this, "Worker").serviceName("worker").cluster(cluster)
                .taskDefinition(task("WorkerTask", "work")).minHealthyPercent(50).build();

        FargateTaskDefinition report = task("ReportTask", "report");
        Rule nightly = Rule.Builder.create(this, "Nightly").schedule(Schedule.expression("cron(0 3 * * ? *)"))
                .targets(List.of(EcsTask.Builder.create().cluster(cluster).taskDefinition(report).build())).build();

        List.of(web, worker).forEach(service -> service.getConnections().allowToDefaultPort(database));

        tidegate = Tidegate.Builder.create(this, "Tidegate").service(web)
                .image(ContainerImage.fromEcrRepository(migrations, version))
                .database(database).secret(database.getSecret())
                .consumers(Consumer.service(worker), Consumer.taskFamily(report, cluster))
                .topic(Topic.Builder.create(this, "Alarms").enforceSsl(true).build())
                .build();
        tidegate.attachTo(web);
        tidegate.alarmOnFailure();
        tidegate.alarmOnArmedFor(Duration.hours(4));
        // The report's new code, too, is to find the pre-traffic migrations done.
        nightly.getNode().addDependency(web);
    }

    private FargateTaskDefinition task(String id, String command) {
        FargateTaskDefinition task = FargateTaskDefinition.Builder.create(this, id).build();
        task.addContainer("shop", ContainerDefinitionOptions.builder()
                .image(ContainerImage.fromEcrRepository(shop, version)).command(List.of(command))
                .secrets(Map.of("DATABASE", Secret.fromSecretsManager(database.getSecret())))
                .portMappings(List.of(PortMapping.builder().containerPort(8080).build())).build());
        return task;
    }

    /** For whoever wants to watch or operate it. */
    public Tidegate tidegate() {
        return tidegate;
    }
}
