package dev.tidegate.tests.iam;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.tests.crash.Cut;
import dev.tidegate.tests.ecs.Laboratory;
import dev.tidegate.tests.stepfunctions.WaitingTask.End;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** Deployments by ECS, beside workers and scheduled reports, with alarms and approval. */
enum NativeScenario implements Scenario {
    COMPLETED {
        @Override
        public void play(InstalledShop shop) {
            String release = deploy(shop);
            String pre = await(shop, release, "pre-traffic");
            String post = await(shop, release, "post-traffic");
            alarm(shop, StateValue.ALARM);
            String report = report(shop);
            shop.untilState(release, "Draining");
            assertThat(shop.call("list", Map.of()).path("releases")).hasSize(1);
            assertThat(shop.call("status", release).path("state").asText()).isEqualTo("Draining");
            assertThat(shop.call("explain", release).toString()).contains("worker", "nightly", "shop-5xx", "approval");
            shop.lab.ecs.stopTask(stop -> stop.cluster(CLUSTER).task(report));
            alarm(shop, StateValue.OK);
            approveWithNewWorkers(shop, release);
            shop.untilEnded(release, "Completed");
            assertThat(shop.ran()).containsExactly("pre", "post");
            assertThat(shop.aws.stepFunctions.task(pre).end()).isInstanceOf(End.Succeeded.class);
            assertThat(shop.aws.stepFunctions.task(post).end()).isInstanceOf(End.Succeeded.class);
            assertThat(shop.aws.stepFunctions.task(post).heartbeats()).isPositive();
            shop.lambdaGivesUpAWakeUp();
        }
    },
    PRE_TRAFFIC_FAILED {
        @Override
        public void play(InstalledShop shop) {
            shop.migrationsExit(3);
            String release = deploy(shop);
            String pre = await(shop, release, "pre-traffic");
            shop.untilEnded(release, "PreFailed");
            assertThat(shop.call("status", release).toString()).contains(InstalledShop.LAST_WORDS);
            assertThat(shop.aws.stepFunctions.task(pre).end()).isInstanceOf(End.Failed.class);
            shop.until("ECS rolls back", () -> shop.lab.deployment().statusAsString().equals("ROLLBACK_SUCCESSFUL"));
        }
    },
    ROLLED_BACK {
        @Override
        public void play(InstalledShop shop) {
            String release = deploy(shop);
            shop.until("both revisions run", () -> "BAKE_TIME".equals(shop.lab.deployment().lifecycleStageAsString()));
            shop.lab.ecs.stopServiceDeployment(stop -> stop.serviceDeploymentArn(shop.lab.deployment()
                    .serviceDeploymentArn()).stopType(StopServiceDeploymentStopType.ROLLBACK));
            shop.untilEnded(release, "Disarmed");
            assertThat(shop.ran()).containsExactly("pre");
        }
    },
    OVERRUN {
        @Override
        public void play(InstalledShop shop) {
            shop.migrationsNeverEnd();
            String release = deploy(shop);
            shop.untilEnded(release, "PreFailed");
            assertThat(shop.cut.calls()).contains("Ecs.stopTask");
        }
    },
    CANCELLED {
        @Override
        public void play(InstalledShop shop) {
            String release = deploy(shop);
            shop.untilState(release, "Armed");
            shop.call("cancel", release);
            shop.untilEnded(release, "Disarmed");
        }
    },
    /** The function dies when it has run the post-traffic task; another wake-up finds the task. */
    TAKEN_OVER {
        @Override
        public void play(InstalledShop shop) {
            String release = deploy(shop);
            shop.untilState(release, "Draining");
            approveWithNewWorkers(shop, release);
            shop.untilEnded(release, "Completed");
            assertThat(shop.ran()).containsExactly("pre", "post");
        }

        @Override
        public int diesAt(InstalledTemplate template, DynamoDbClient dynamoDb) {
            Cut undisturbed = new Cut(0, false);
            try (InstalledShop shop = new InstalledShop(template, new InstalledRoles(template), dynamoDb,
                    undisturbed)) {
                play(shop);
            }
            assertThat(undisturbed.calls()).contains("Ecs.runTask");
            return undisturbed.calls().lastIndexOf("Ecs.runTask") + 1;
        }
    },
    /** A pipeline announces the deployment of a service without a hook, and the post-traffic phase fails at first. */
    ANNOUNCED {
        @Override
        public void play(InstalledShop shop) {
            shop.lab.serve(DeploymentConfiguration.builder().build());
            neighbours(shop);
            String token = shop.aws.stepFunctions.enter(HEARTBEAT);
            JsonNode opened = shop.call("start", Map.of("database", "orders", "service", "shop", "taskDefinition",
                    "shop:2", "taskToken", token));
            String release = opened.path("release").asText();
            shop.untilState(release, "Armed");
            assertThat(shop.aws.stepFunctions.task(token).end()).isInstanceOf(End.Succeeded.class);
            shop.lab.deploy("shop:2");
            shop.untilState(release, "Draining");
            shop.migrationsExit(3);
            approveWithNewWorkers(shop, release);
            shop.untilState(release, "PostFailed");
            shop.migrationsExit(0);
            assertThat(shop.call("retry", release).path("state").asText()).isNotEqualTo("PostFailed");
            shop.untilEnded(release, "Completed");
        }
    };

    private static final Duration HEARTBEAT = Duration.ofMinutes(15);
    private static final List<String> WORKERS = List.of("worker", "mailer", "indexer", "billing", "search");

    @Override
    public boolean codeDeploy() {
        return false;
    }

    /** shop:2, over shop:1 of two tasks, with the hook that the template tells to attach. */
    static String deploy(InstalledShop shop) {
        shop.lab.serve(Laboratory.blueGreen());
        neighbours(shop);
        shop.lab.ecs.updateService(update -> update.cluster(CLUSTER).service("shop").deploymentConfiguration(Laboratory
                .blueGreen().toBuilder().lifecycleHooks(shop.lifecycleHook()).build()));
        shop.lab.deploy("shop:2");
        String arn = shop.lab.deployment().serviceDeploymentArn();
        String release = arn.substring(arn.lastIndexOf('/') + 1);
        shop.until("the release is opened", () -> shop.state(release).isPresent());
        return release;
    }

    static void neighbours(InstalledShop shop) {
        for (String worker : WORKERS) {
            shop.lab.register(worker, "shop:1");
            shop.lab.ecs.createService(create -> create.cluster(CLUSTER).serviceName(worker).taskDefinition(worker)
                    .desiredCount(1));
        }
        List.of("nightly", "weekly", "monthly", "yearly").forEach(family -> shop.lab.register(family, "shop:1"));
        for (String alarm : List.of("shop-5xx", "shop-p99")) {
            shop.aws.cloudWatch.putMetricAlarm(put -> put.alarmName(alarm).metricName(alarm).namespace("shop")
                    .threshold(1.0));
        }
    }

    private static void alarm(InstalledShop shop, StateValue state) {
        shop.aws.cloudWatch.setAlarmState(set -> set.alarmName("shop-5xx").stateValue(state).stateReason("test"));
    }

    private static String report(InstalledShop shop) {
        return shop.lab.ecs.runTask(run -> run.cluster(CLUSTER).taskDefinition("nightly:1")).tasks().getFirst()
                .taskArn();
    }

    private static String await(InstalledShop shop, String release, String phase) {
        String token = shop.aws.stepFunctions.enter(HEARTBEAT);
        shop.call("await", Map.of("release", release, "phase", phase, "taskToken", token));
        return token;
    }

    static void approveWithNewWorkers(InstalledShop shop, String release) {
        for (String worker : WORKERS) {
            shop.lab.register(worker, "shop:2");
            shop.lab.ecs.updateService(update -> update.cluster(CLUSTER).service(worker).taskDefinition(worker));
        }
        assertThat(shop.call("approve", release).path("error").isMissingNode()).isTrue();
    }
}
