package dev.tidegate.tests.ecs;

/** ARNs as ECS writes them. */
record Arns(String region) {
    static final String ACCOUNT = "111122223333";

    String cluster(String name) {
        return of("cluster/" + name);
    }

    String service(String cluster, String name) {
        return of("service/" + cluster + "/" + name);
    }

    String task(String cluster, String id) {
        return of("task/" + cluster + "/" + id);
    }

    String container(String cluster, String task, String id) {
        return of("container/" + cluster + "/" + task + "/" + id);
    }

    String taskDefinition(String family, int revision) {
        return of("task-definition/" + family + ":" + revision);
    }

    String taskSet(String cluster, String service, String number) {
        return of("task-set/" + cluster + "/" + service + "/ecs-svc/" + number);
    }

    String serviceDeployment(String cluster, String service, String id) {
        return of("service-deployment/" + cluster + "/" + service + "/" + id);
    }

    String serviceRevision(String cluster, String service, String number) {
        return of("service-revision/" + cluster + "/" + service + "/" + number);
    }

    /** What follows the last slash: the name or id where AWS accepts either that or the whole ARN. */
    static String lastSegment(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    private String of(String resource) {
        return "arn:aws:ecs:" + region + ":" + ACCOUNT + ":" + resource;
    }
}
