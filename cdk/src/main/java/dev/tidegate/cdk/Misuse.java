package dev.tidegate.cdk;

import java.util.List;

/** Everything that can be wrong with how the construct is used, in words: what was given, what is expected, what to do. */
final class Misuse {
    private Misuse() {}

    static IllegalArgumentException of(String id, List<String> problems) {
        String title = "Tidegate \"" + id + "\": ";
        return new IllegalArgumentException(problems.size() == 1 ? title + problems.get(0)
                : title + problems.size() + " problems\n- " + String.join("\n- ", problems));
    }

    static String noService() {
        return "no service; give at least one whose deployments carry the migrations with .service(...)";
    }

    static String unnamed(String service) {
        return "service \"" + service + "\" has no serviceName, but the function must know the name before the "
                + "service exists; set serviceName on the service. If it is deployed already, that would replace it: "
                + "give the name it has as the second argument here instead";
    }

    static String namedTwice(String service, String own, String given) {
        return "service \"" + service + "\" has the serviceName \"" + own + "\", but \"" + given
                + "\" was given as its name; leave the second argument out";
    }

    static String nameNotKnown(String service) {
        return "service \"" + service + "\": expected its name itself as the second argument, given a value that is "
                + "known only at deployment";
    }

    static String external(String service) {
        return "service \"" + service + "\" has the deployment controller EXTERNAL, which has no hooks; expected ECS, "
                + "or CODE_DEPLOY with its deployment group";
    }

    static String noGroup(String service) {
        return "service \"" + service + "\" has the deployment controller CODE_DEPLOY; give its deployment group as "
                + "the second argument of .service(...), or deploy it with the controller ECS";
    }

    static String groupOfEcs(String service) {
        return "service \"" + service + "\" was given with a deployment group, but ECS itself deploys it; leave the "
                + "group out, or give the service the deployment controller CODE_DEPLOY";
    }

    static String twice(String title) {
        return title + " is given twice; expected every service and task family once, as a service or as a consumer";
    }

    static String elsewhere(String title, String there, String here) {
        return title + " is in a cluster in " + there + ", where the function in " + here
                + " cannot read it, so its old code would never be seen to be gone; expected a cluster in the same "
                + "account and region. Give that database a Tidegate there, or leave the consumer out and stop its old "
                + "code yourself before the post-traffic phase (.approval(true))";
    }

    static String importedWithoutSubnets(String service) {
        return "service \"" + service + "\" was imported, so its subnets are not known here; give the migration task's "
                + "with .vpcSubnets(...)";
    }

    static String nothingToRun() {
        return "nothing that runs the migrations; give .image(...), .taskDefinition(...), or .preCommand(...) and "
                + ".postCommand(...) for the service's own image";
    }

    static String twoToRun() {
        return "both .image(...) and .taskDefinition(...) are given; expected one of them";
    }

    static String ownImageOfImported(String service) {
        return "service \"" + service + "\" was imported, so its image is not known here; give .image(...) or "
                + ".taskDefinition(...)";
    }

    static String noContainer(String taskDefinition, String container) {
        return "task definition \"" + taskDefinition + "\" has no container \"" + container
                + "\"; add it before build(), or correct .container(...)";
    }

    static String emptyTaskDefinition(String taskDefinition) {
        return "task definition \"" + taskDefinition + "\" has no essential container yet; add it before build(), or "
                + "name the one that runs the migrations with .container(...)";
    }

    static String containerOfImage() {
        return ".container(...) is given with .image(...), whose task has one container; leave it out";
    }

    static String unreachable() {
        return "nothing lets the migration task reach the database; give .database(...), or .securityGroups(...) that "
                + "the database lets in already";
    }

    static String noPort(String database) {
        return "database \"" + database + "\" has no default port, so the migration task cannot be let in; expected "
                + "connections with a defaultPort";
    }

    static String noLogin() {
        return "the runner would not know how to log in; give .secret(...) or .databaseUser(...), or set "
                + "TIDEGATE_DATABASE_USER with .environment(...) and the password with .secrets(...)";
    }

    static String twoLogins() {
        return "both .secret(...) and .databaseUser(...) are given; expected one: a password, or IAM authentication";
    }

    static String noIamLogin() {
        return ".databaseUser(...) is given, but IAM authentication cannot be allowed on this .database(...); expected "
                + "an IDatabaseCluster or IDatabaseInstance";
    }

    static String noAddress() {
        return "the runner would not know which database on the server to migrate; give .databaseName(...)";
    }

    static String limit(String setting, String given, String least, String most) {
        return setting + ": expected " + least + " to " + most + ", given " + given;
    }

    static String tooManyServices(long given, int most) {
        return "consumers: expected at most " + most + " services, given " + given
                + "; the ARNs of more do not fit into the function's role. Leave some out and stop their old code "
                + "yourself before the post-traffic phase (.approval(true))";
    }

    static String tooManyAlarms(int given) {
        return "alarms: expected at most 100, given " + given + "; put them into a composite alarm";
    }

    static String tooFewExecutions(Number given) {
        return "reservedConcurrentExecutions: expected at least 10, given " + given
                + "; a hook that is throttled rolls its deployment back. Leave it out to reserve none";
    }

    static String notMine(String service) {
        return "service \"" + service + "\" was not given to the builder; add it there with .service(...)";
    }

    static String noHooks(String service) {
        return "service \"" + service + "\" is deployed by CodeDeploy, so it has no lifecycle hook to attach to; put "
                + "codeDeployHooks() into its AppSpec";
    }

    static String noAppSpec() {
        return "CodeDeploy deploys none of its services, so there is no AppSpec for codeDeployHooks(); call "
                + "attachTo(service), or give the service with its deployment group as the second argument of "
                + ".service(...)";
    }

    static String noHookRole() {
        return "CodeDeploy deploys all of its services, so there is no role by which ECS calls a lifecycle hook; "
                + "CodeDeploy calls the function with its own, put codeDeployHooks() into the AppSpec";
    }

    static String noSuchService(String given, List<String> names) {
        return "preTraffic: no service \"" + given + "\" was given to the builder; expected one of \"" + String.join(
                "\", \"", names) + "\"";
    }

    static String notAttached(String service) {
        return "service \"" + service + "\" carries migrations, but its deployments do not call Tidegate; call "
                + "attachTo(service), or preTraffic(...) in a state machine that deploys it";
    }

    static String restarts(String taskDefinition, String container) {
        return "container \"" + container + "\" of task definition \"" + taskDefinition
                + "\" has a restart policy, which would run a failing migration again and again; switch it off";
    }

    static String notForFargate(String service, String provider, String taskDefinition) {
        return "service \"" + service + "\" runs on " + provider + " and task definition \"" + taskDefinition
                + "\" cannot run on Fargate, where its migrations would be started (never on FARGATE_SPOT, which may "
                + "interrupt them); make the task definition compatible with FARGATE";
    }

    static String circle(String alarm, String service) {
        return "alarm \"" + alarm + "\" watches service \"" + service + "\" and has no alarmName, so the function "
                + "would need the alarm, the alarm the service, and the service the function; set alarmName and use "
                + "Alarm.fromAlarmName, or watch the service by its name";
    }

    static String otherImage(String title, String given, String expected) {
        return title + " runs image \"" + given + "\" and the service \"" + expected + "\": by image-digest they never "
                + "agree, so the post-traffic phase would wait for ever; give .identity(...), such as "
                + "CodeIdentity.imageTag()";
    }
}
