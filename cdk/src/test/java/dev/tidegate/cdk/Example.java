package dev.tidegate.cdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.DeploymentStrategy;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.lambda.Code;

/** A stack as a user writes it: a blue/green service and a task definition for its migrations. */
final class Example {
    final Stack stack = new Stack(new App(AppProps.builder().outdir("target/cdk.out").build()), "Shop", StackProps
            .builder()
            .env(Environment.builder().account("123456789012").region("eu-west-1").build()).build());
    final Vpc vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(2).build();
    final Cluster cluster = Cluster.Builder.create(stack, "Cluster").vpc(vpc).build();
    final FargateTaskDefinition web = FargateTaskDefinition.Builder.create(stack, "WebTask").build();
    final FargateTaskDefinition migration = FargateTaskDefinition.Builder.create(stack, "MigrationTask")
            .family("shop-migration").build();
    final Code code = Code.fromAsset(directory().toString());

    Example() {
        web.addContainer("web", image());
        migration.addContainer("migrate", ContainerDefinitionOptions.builder()
                .image(ContainerImage.fromRegistry("registry.example/shop"))
                .logging(LogDriver.awsLogs(AwsLogDriverProps.builder().streamPrefix("migrate").build())).build());
    }

    private static ContainerDefinitionOptions image() {
        return ContainerDefinitionOptions.builder().image(ContainerImage.fromRegistry("registry.example/shop"))
                .build();
    }

    private static Path directory() {
        try {
            Path directory = Files.createTempDirectory("tidegate-lambda");
            directory.toFile().deleteOnExit();
            Path file = Files.writeString(directory.resolve("code"), "the function");
            file.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FargateService.Builder service(String id) {
        return FargateService.Builder.create(stack, id).cluster(cluster).taskDefinition(web)
                .deploymentStrategy(DeploymentStrategy.BLUE_GREEN).minHealthyPercent(100);
    }

    Tidegate.Builder tidegate(FargateService service) {
        return Tidegate.Builder.create(stack, "Tidegate").service(service).migrationTask(migration)
                .container("migrate").code(code);
    }

    /** Brings the execution role of the migration task into being. */
    void logMigrations() {
        migration.addContainer("log-router", ContainerDefinitionOptions.builder()
                .image(ContainerImage.fromRegistry("registry.example/log")).essential(false)
                .logging(LogDriver.awsLogs(AwsLogDriverProps.builder().streamPrefix("migrate").build())).build());
    }
}
