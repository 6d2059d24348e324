package dev.tidegate.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.rds.IDatabaseCluster;
import software.amazon.awscdk.services.rds.IDatabaseInstance;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * The options of a {@link Tidegate} about its migration tasks: what runs, where, and how it reaches the database.
 *
 * <p>One of three runs: an {@link #image} (Tidegate's runner with your scripts on top), a {@link #taskDefinition} of
 * yours, or, without either, the image of the service itself with {@link #preCommand} and {@link #postCommand}.
 *
 * @param <B> the builder
 */
public abstract class TaskOptions<B extends TaskOptions<B>> {
    Optional<ContainerImage> image = Optional.empty();
    Optional<TaskDefinition> taskDefinition = Optional.empty();
    Optional<String> container = Optional.empty();
    Optional<List<String>> preCommand = Optional.empty();
    Optional<List<String>> postCommand = Optional.empty();
    final Map<String, String> environment = new TreeMap<>();
    final Map<String, Secret> secrets = new TreeMap<>();
    Number cpu = 256;
    Number memoryLimitMiB = 512;
    Optional<Database> database = Optional.empty();
    Optional<String> databaseName = Optional.empty();
    Optional<String> databaseUser = Optional.empty();
    Optional<ISecret> secret = Optional.empty();
    Optional<SubnetSelection> vpcSubnets = Optional.empty();
    Optional<List<ISecurityGroup>> securityGroups = Optional.empty();
    Optional<Boolean> assignPublicIp = Optional.empty();

    TaskOptions() {}

    abstract B self();

    /**
     * The image of the migration task: Tidegate's runner with your scripts on top, or any whose command is {@code pre}
     * or {@code post}. It gets a Fargate task definition, roles, a log group and a security group of its own.
     *
     * @param image default: none
     */
    public B image(ContainerImage image) {
        this.image = Optional.of(image);
        return self();
    }

    /**
     * A task definition of yours that runs the migrations, on Fargate or on instances. It gets a security group of its
     * own; the options about the content of the task, such as {@link #environment}, do not apply to it.
     *
     * @param taskDefinition default: none
     */
    public B taskDefinition(TaskDefinition taskDefinition) {
        this.taskDefinition = Optional.of(taskDefinition);
        return self();
    }

    /**
     * The container whose command is set and whose exit code counts; of the service, when its own image runs.
     *
     * @param container default: the default container of that task definition
     */
    public B container(String container) {
        this.container = Optional.of(container);
        return self();
    }

    /**
     * The command of the pre-traffic phase, such as {@code python manage.py migrate}.
     *
     * @param command default: {@code pre}; needed when the service's own image runs
     */
    public B preCommand(List<String> command) {
        this.preCommand = Optional.of(List.copyOf(command));
        return self();
    }

    /**
     * The command of the post-traffic phase.
     *
     * @param command default: {@code post}; needed when the service's own image runs
     */
    public B postCommand(List<String> command) {
        this.postCommand = Optional.of(List.copyOf(command));
        return self();
    }

    /**
     * Environment variables of the migration container, in addition to those that say where the database is. No
     * secrets: they are readable in the task definition.
     *
     * @param environment default: none
     */
    public B environment(Map<String, String> environment) {
        this.environment.putAll(environment);
        return self();
    }

    /**
     * Secrets that ECS puts into the environment of the migration container.
     *
     * @param secrets default: none
     */
    public B secrets(Map<String, Secret> secrets) {
        this.secrets.putAll(secrets);
        return self();
    }

    /**
     * CPU units of the migration task.
     *
     * @param cpu default: 256, a quarter of a processor
     */
    public B cpu(Number cpu) {
        this.cpu = cpu;
        return self();
    }

    /**
     * Memory of the migration task.
     *
     * @param memoryLimitMiB default: 512 MiB
     */
    public B memoryLimitMiB(Number memoryLimitMiB) {
        this.memoryLimitMiB = memoryLimitMiB;
        return self();
    }

    /**
     * The cluster whose writer the migrations go to: not a proxy. The migration task, and nothing else here, is let in.
     *
     * @param database needed, unless {@link #securityGroups} are given that the database lets in already
     */
    public B database(IDatabaseCluster database) {
        this.database = Optional.of(new Database(database, Optional.of(database.getClusterEndpoint()
                .getSocketAddress()), Optional.of((grantee, user) -> database.grantConnect(grantee, user))));
        return self();
    }

    /** The instance that the migrations go to; see {@link #database(IDatabaseCluster)}. */
    public B database(IDatabaseInstance database) {
        this.database = Optional.of(new Database(database, Optional.of(database.getInstanceEndpoint()
                .getSocketAddress()), Optional.of((grantee, user) -> database.grantConnect(grantee, user))));
        return self();
    }

    /**
     * Any other database, with a default port. The runner learns its host from the {@link #secret} or from a
     * {@code TIDEGATE_DATABASE_URL} in the {@link #environment}.
     */
    public B database(IConnectable database) {
        this.database = Optional.of(new Database(database, Optional.empty(), Optional.empty()));
        return self();
    }

    /**
     * The name of the database on its server.
     *
     * @param databaseName default: the {@code dbname} of the secret
     */
    public B databaseName(String databaseName) {
        this.databaseName = Optional.of(databaseName);
        return self();
    }

    /**
     * The user that the migrations log in as with the task's own AWS credentials (IAM authentication).
     *
     * @param databaseUser default: none; the user of the secret
     */
    public B databaseUser(String databaseUser) {
        this.databaseUser = Optional.of(databaseUser);
        return self();
    }

    /**
     * User and password that the migrations log in with, and perhaps host, port and {@code dbname}. The migration
     * task's role may read it; the function's may not.
     *
     * @param secret default: none
     */
    public B secret(ISecret secret) {
        this.secret = Optional.of(secret);
        return self();
    }

    /**
     * The subnets of the migration task, in the cluster's VPC.
     *
     * @param vpcSubnets default: the service's
     */
    public B vpcSubnets(SubnetSelection vpcSubnets) {
        this.vpcSubnets = Optional.of(vpcSubnets);
        return self();
    }

    /**
     * The security groups of the migration task. They must be able to reach the database, and port 443 of AWS.
     *
     * @param securityGroups default: one of its own, with a way to the {@link #database} and to port 443, and no other
     */
    public B securityGroups(List<? extends ISecurityGroup> securityGroups) {
        this.securityGroups = Optional.of(List.copyOf(securityGroups));
        return self();
    }

    /**
     * Whether the migration task gets a public address, which it needs in a public subnet without other ways to AWS.
     *
     * @param assignPublicIp default: as the service
     */
    public B assignPublicIp(Boolean assignPublicIp) {
        this.assignPublicIp = Optional.of(assignPublicIp);
        return self();
    }
}
