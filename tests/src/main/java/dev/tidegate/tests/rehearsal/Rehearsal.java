package dev.tidegate.tests.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.tests.Journal;
import dev.tidegate.tests.codedeploy.CodeDeployBehaviour;
import dev.tidegate.tests.database.LocalPostgres;
import dev.tidegate.tests.ecs.EcsBehaviour;
import dev.tidegate.tests.load.TrafficRouter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.ds.PGSimpleDataSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * A service in production on its old version, in a simulated account, with Tidegate installed; and what a team does to
 * it: deploy, look, roll back. Databases, processes and wire protocols are real.
 */
public final class Rehearsal implements AutoCloseable {
    /** Generous: a loaded machine starts a JVM in seconds. */
    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TASKS = 2;
    private static final Set<String> ENDED_STATES = Set.of("Completed", "PreFailed", "Refused", "Bypassed", "Disarmed",
            "PostFailed");
    static final String OLD = "41";
    static final String NEW = "42";

    private final ObjectMapper json = new ObjectMapper();
    private final Plan plan;
    private final LocalPostgres.Database database;
    private final EcsClient ecs;
    final Account account;
    final ShopStack stack;
    final Strategy strategy;

    private Rehearsal(Servers servers, Plan plan, Journal journal, TaskOutput output) {
        this.plan = plan;
        database = servers.newDatabase();
        EcsBehaviour behaviour = EcsBehaviour.standard().withSecrets(this::secret);
        account = new Account(plan.pace(), plan.doubledHooks() ? behaviour.withHooksTwice() : behaviour,
                plan.doubledHooks() ? CodeDeployBehaviour.standard().withHooksTwice() : CodeDeployBehaviour.standard(),
                servers.dynamoDb(),
                Map.of("tidegate", Programs.runner(), ShopStack.image(OLD), Programs.shop(OLD),
                        ShopStack.image(NEW), Programs.shop(NEW)),
                output, new FunctionLog(journal), journal, plan.function().calls());
        ecs = account.ecs();
        stack = new ShopStack(ecs, database);
        strategy = switch (plan.kind()) {
            case ECS -> new NativeStrategy(ecs);
            case CODEDEPLOY -> new CodeDeployStrategy(ecs, account.codeDeploy());
        };
    }

    /** Sets everything up; when it returns, the old version serves. */
    public static Rehearsal prepare(Servers servers, Plan plan, Journal journal, TaskOutput output) {
        Rehearsal rehearsal = new Rehearsal(servers, plan, journal, output);
        try {
            rehearsal.install();
            return rehearsal;
        } catch (RuntimeException e) {
            rehearsal.close();
            throw e;
        }
    }

    private Optional<String> secret(String valueFrom) {
        return valueFrom.equals(ShopStack.PASSWORD_SECRET) ? Optional.of(database.password()) : Optional.empty();
    }

    private void install() {
        plan.applied().ifPresent(this::apply);
        strategy.createService(stack.registerShop(OLD, Duration.ofSeconds(30), shopEnvironment(plan.oldTask())),
                TASKS);
        if (plan.controlled()) {
            ControlInstallation.install(account, ledger(), settings(),
                    plan.function().processes());
        }
        awaitOldVersionServes();
    }

    private Map<String, String> shopEnvironment(Map<String, String> extra) {
        Map<String, String> environment = new TreeMap<>(extra);
        environment.put("SHOP_IDLE", Boolean.toString(plan.idle()));
        return environment;
    }

    private String settings() {
        return """
                {"databases": [{"name": "shop", "cluster": "%s", "service": "%s", %s %s
                  "task": {"taskDefinition": "%s", "container": "migrate", "subnets": ["subnet-1"],
                           "securityGroups": ["sg-migrations"]},
                  "settle": "2s", "hookPoll": "1s", "retryAfter": "2s"}]}
                """.formatted(ShopStack.CLUSTER, ShopStack.SERVICE, strategy.settings(),
                plan.function().settings(), ShopStack.MIGRATION_FAMILY);
    }

    /** Brings the database to where the old version has it. Nothing runs yet, so all scripts may run at once. */
    private void apply(Path scripts) {
        Map<String, String> environment = new TreeMap<>(plan.runnerSettings());
        environment.put("TIDEGATE_FRESH", "true");
        String definition = stack.registerMigrations(scripts, environment);
        ContainerOverride command = ContainerOverride.builder().name("migrate").command("pre").build();
        String task = ecs.runTask(run -> run.cluster(ShopStack.CLUSTER).taskDefinition(definition).launchType("FARGATE")
                .networkConfiguration(ShopStack.network())
                .overrides(TaskOverride.builder().containerOverrides(command).build())).tasks().getFirst().taskArn();
        Await.until("the old version's migrations", PATIENCE, () -> describe(task).lastStatus().equals("STOPPED"));
        Integer exitCode = describe(task).containers().getFirst().exitCode();
        if (exitCode == null || exitCode != 0) {
            throw new IllegalStateException("the scripts that are to be there before could not be applied: "
                    + log(task));
        }
    }

    private Task describe(String task) {
        return ecs.describeTasks(describe -> describe.cluster(ShopStack.CLUSTER).tasks(task)).tasks().getFirst();
    }

    private boolean oldVersionServes() {
        return strategy.isSettled(service(), TASKS) && account.router.next(serviceArn()).isPresent();
    }

    private Service service() {
        return ecs.describeServices(describe -> describe.cluster(ShopStack.CLUSTER).services(ShopStack.SERVICE))
                .services().getFirst();
    }

    /** Starts the deployment of the new version. @return what AWS and Tidegate's ledger know it by */
    public String deploy() {
        return strategy.deploy(registerNew(), plan.controlled());
    }

    /** The same without a hook. @param taskDefinition of the new version */
    String deployUnasked(String taskDefinition) {
        return strategy.deploy(taskDefinition, false);
    }

    /** Registers the new version's task definitions. @return the ARN of the service's */
    String registerNew() {
        Map<String, String> environment = plan.controlled() ? Map.of()
                : Map.of("MIGRATE_ON_START", "true", "MIGRATIONS", plan.scripts().toAbsolutePath().toString());
        stack.registerMigrations(plan.scripts(), plan.runnerSettings());
        return stack.registerShop(NEW, Duration.ofSeconds(30), shopEnvironment(environment));
    }

    /** Waits until the deployment and, where Tidegate is asked, the release have ended. */
    public void awaitEnd(String id) {
        Await.until("the deployment to end", PATIENCE, () -> strategy.hasEnded(id));
        if (plan.controlled()) {
            Await.until("the release to end", PATIENCE, () -> ENDED_STATES.contains(state(id)));
        }
    }

    /** Waits until no process of the old version is left. */
    public void awaitOldTasksGone() {
        Await.until("the old version's processes to end", PATIENCE, () -> oldTasksGoneAt().isPresent());
    }

    /** Waits until the release is in a state. */
    public void awaitState(String id, String state) {
        Await.until("the release to be " + state, PATIENCE, () -> state(id).equals(state));
    }

    /** Waits until Tidegate explains a release with words that contain these. */
    public void awaitReason(String id, String words) {
        String explain = "{\"command\": \"explain\", \"release\": \"" + id + "\"}";
        Await.until("\"" + words + "\"", PATIENCE, () -> call(explain).path("why").asText().contains(words));
    }

    /** Waits until all traffic goes to the old version. */
    public void awaitOldVersionServes() {
        Await.until("the old version to serve", PATIENCE, this::oldVersionServes);
    }

    /** Waits until traffic has moved and a rollback is still possible. */
    public void awaitBaking(String id) {
        Await.until("the deployment to bake", PATIENCE, () -> strategy.isBaking(id));
    }

    public boolean deploymentSucceeded(String id) {
        return strategy.hasSucceeded(id);
    }

    public void rollBack(String id) {
        strategy.rollBack(id);
    }

    /** The release's state in the ledger; empty while it has none. The function is not asked: that would cost. */
    public String state(String id) {
        return account.releaseState(ledger(), id);
    }

    /** What Tidegate tells anybody who asks for a release. */
    public JsonNode status(String id) {
        return call("{\"command\": \"status\", \"release\": \"" + id + "\"}");
    }

    /** What Tidegate answers to a direct call. */
    public JsonNode call(String payload) {
        try {
            return json.readTree(account.lambda
                    .invoke(ControlInstallation.FUNCTION, payload.getBytes(StandardCharsets.UTF_8)).join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All migration tasks that were ever started, oldest first. */
    public List<Task> migrationTasks() {
        List<String> arns = new ArrayList<>();
        for (DesiredStatus desired : List.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)) {
            arns.addAll(ecs.listTasksPaginator(list -> list.cluster(ShopStack.CLUSTER)
                    .family(ShopStack.MIGRATION_FAMILY).desiredStatus(desired)).taskArns().stream().toList());
        }
        return arns.stream().map(this::describe)
                .filter(task -> task.startedBy() != null && task.startedBy().startsWith("tidegate/"))
                .sorted(Comparator.comparing(Task::createdAt)).toList();
    }

    /** What a migration task printed. */
    public List<String> log(String task) {
        return account.logs.lines(Account.LOG_GROUP, Account.logStream("migrate", task));
    }

    /** What the function has cost so far. */
    public FunctionCost functionCost() {
        return account.functionCost();
    }

    /** The final answers that lifecycle hooks were given. */
    public List<HookVerdict> hookVerdicts() {
        return account.hookVerdicts();
    }

    /** When the first process of the new version began. */
    public Optional<Instant> newTasksBeganAt() {
        return account.containers.firstBegan(ShopStack.image(NEW));
    }

    /** When the last process of the old version had ended; empty while one runs. */
    public Optional<Instant> oldTasksGoneAt() {
        return account.containers.lastEnded(ShopStack.image(OLD));
    }

    /** What requests reach the service by. */
    public TrafficRouter router() {
        return account.router;
    }

    public String serviceArn() {
        return service().serviceArn();
    }

    public PGSimpleDataSource database() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        return source;
    }

    /** What the new release's image contains. */
    public Path scripts() {
        return plan.scripts();
    }

    /** The name of the function's table. */
    String ledger() {
        return "releases_" + database.name();
    }

    /** What went wrong inside the simulator; a sound run has none. */
    public List<Throwable> defects() {
        return account.defects();
    }

    @Override
    public void close() {
        account.close();
    }
}
