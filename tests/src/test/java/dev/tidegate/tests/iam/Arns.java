package dev.tidegate.tests.iam;

/** ARNs of one account and region; what is an ARN already stays as it is. */
record Arns(String region, String account) {
    /** Those of the simulators. */
    static final Arns HERE = new Arns("eu-central-1", "111122223333");

    String cluster(String name) {
        return of("ecs", "cluster/", name);
    }

    String service(String cluster, String name) {
        return of("ecs", "service/" + last(cluster) + "/", name);
    }

    String task(String cluster, String id) {
        return of("ecs", "task/" + last(cluster) + "/", id);
    }

    String logStream(String group, String stream) {
        return of("logs", "log-group:" + group + ":log-stream:", stream);
    }

    String eventBus(String name) {
        return of("events", "event-bus/", name);
    }

    String table(String name) {
        return of("dynamodb", "table/", name);
    }

    String application(String name) {
        return of("codedeploy", "application:", name);
    }

    String deploymentGroup(String application, String group) {
        return of("codedeploy", "deploymentgroup:" + application + "/", group);
    }

    String of(String service, String type, String name) {
        return name.startsWith("arn:") ? name : "arn:aws:" + service + ":" + region + ":" + account + ":" + type + name;
    }

    private static String last(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
