package dev.tidegate.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.codedeploy.IEcsDeploymentGroup;
import software.amazon.awscdk.services.ec2.ISecurityGroup;

/** What the function is told, in the form that it reads. What is not given is left out: the function has the defaults. */
final class FunctionSettings {
    private FunctionSettings() {}

    static Map<String, Object> of(TidegateOptions<?> options, MigrationTask task, Optional<TaskNetwork> network) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("databases", List.of(database(options, task, network)));
        options.eventBus.ifPresent(bus -> settings.put("eventBus", bus.getEventBusName()));
        put(settings, "keep", options.keep);
        return settings;
    }

    private static Map<String, Object> database(TidegateOptions<?> options, MigrationTask task,
            Optional<TaskNetwork> network) {
        Map<String, Object> database = new LinkedHashMap<>();
        database.put("name", name(options));
        database.put("cluster", options.services.get(0).named().cluster().getClusterName());
        services(options, database);
        options.identity.ifPresent(identity -> database.put("identity", identity.toString()));
        if (!options.consumers.isEmpty()) {
            database.put("consumers", options.consumers.stream().map(FunctionSettings::consumer).toList());
        }
        database.put("task", task(options, task, network));
        if (!options.alarms.isEmpty()) {
            database.put("alarms", options.alarms.stream().map(IAlarm::getAlarmName).toList());
        }
        if (options.approval) {
            database.put("approval", true);
        }
        put(database, "delay", options.delay);
        put(database, "settle", options.settle);
        put(database, "preLimit", options.preTrafficLimit);
        put(database, "postLimit", options.postTrafficLimit);
        put(database, "retryAfter", options.retryAfter);
        put(database, "announcementLife", options.announcementLife);
        put(database, "hookPoll", options.hookPoll);
        return database;
    }

    static String name(TidegateOptions<?> options) {
        return options.name.orElseGet(() -> options.services.get(0).name());
    }

    private static void services(TidegateOptions<?> options, Map<String, Object> database) {
        boolean alone = options.services.size() == 1 && options.consumers.isEmpty();
        if (options.services.size() == 1) {
            database.putAll(service(options.services.get(0), !alone));
        } else {
            database.put("services", options.services.stream().map(one -> {
                Map<String, Object> service = service(one, true);
                service.put("cluster", one.named().cluster().getClusterName());
                return service;
            }).toList());
        }
    }

    /** @param compared whether its code is compared with anything */
    private static Map<String, Object> service(DeployedService deployed, boolean compared) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("service", deployed.name());
        deployed.group().ifPresent(group -> service.put("codeDeploy", codeDeploy(group)));
        if (compared) {
            deployed.container().ifPresent(container -> service.put("container", container));
        }
        return service;
    }

    private static Map<String, Object> codeDeploy(IEcsDeploymentGroup group) {
        Map<String, Object> codeDeploy = new LinkedHashMap<>();
        codeDeploy.put("application", group.getApplication().getApplicationName());
        codeDeploy.put("deploymentGroup", group.getDeploymentGroupName());
        return codeDeploy;
    }

    private static Map<String, Object> consumer(Consumer consumer) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(consumer.service().isPresent() ? "service" : "family", consumer.name());
        settings.put("cluster", consumer.cluster().getClusterName());
        consumer.identity().ifPresent(identity -> settings.put("identity", identity.toString()));
        consumer.container().ifPresent(container -> settings.put("container", container));
        return settings;
    }

    private static Map<String, Object> task(TidegateOptions<?> options, MigrationTask task,
            Optional<TaskNetwork> network) {
        Map<String, Object> settings = new LinkedHashMap<>();
        // The revision and not the family: the service then comes after the function, and the function after the new
        // revision, so a deployment cannot meet the migrations of the one before it.
        settings.put("taskDefinition", task.definition().getTaskDefinitionArn());
        settings.put("container", task.container());
        options.preCommand.ifPresent(command -> settings.put("pre", command));
        options.postCommand.ifPresent(command -> settings.put("post", command));
        network.ifPresent(where -> {
            settings.put("subnets", where.subnets());
            settings.put("securityGroups", where.securityGroups().stream().map(ISecurityGroup::getSecurityGroupId)
                    .toList());
            if (where.publicIp()) {
                settings.put("assignPublicIp", true);
            }
        });
        return settings;
    }

    private static void put(Map<String, Object> settings, String name, Optional<Duration> duration) {
        duration.ifPresent(given -> settings.put(name, text(given)));
    }

    /** Such as {@code 90s} or {@code 4h}: at most six digits are read, so the largest unit that fits. */
    static String text(Duration duration) {
        long seconds = duration.toSeconds().longValue();
        if (seconds % 86_400 == 0 && seconds > 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0 && seconds > 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
