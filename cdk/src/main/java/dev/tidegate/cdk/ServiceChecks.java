package dev.tidegate.cdk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.TokenComparison;
import software.amazon.awscdk.interfaces.ResourceEnvironment;
import software.amazon.awscdk.services.ecs.ICluster;
import software.constructs.Construct;

/** What can be wrong with the services and consumers that are given. */
final class ServiceChecks {
    private final List<String> problems = new ArrayList<>();

    private ServiceChecks() {}

    static List<String> problems(Construct scope, TidegateOptions<?> options) {
        ServiceChecks checks = new ServiceChecks();
        if (options.services.isEmpty()) {
            checks.problems.add(Misuse.noService());
        }
        options.services.forEach(checks::service);
        options.consumers.forEach(consumer -> consumer.service().flatMap(NamedService::problem)
                .ifPresent(checks.problems::add));
        checks.once(options);
        options.services.forEach(service -> checks.here(scope, "service \"" + service.name() + "\"", service.named()
                .cluster()));
        options.consumers.forEach(consumer -> checks.here(scope, consumer.title(), consumer.cluster()));
        return checks.problems;
    }

    private void service(DeployedService service) {
        NamedService named = service.named();
        named.problem().ifPresent(problems::add);
        String controller = named.controller().orElse(service.group().isPresent() ? "CODE_DEPLOY" : "ECS");
        if (controller.equals("EXTERNAL")) {
            problems.add(Misuse.external(named.path()));
        } else if (controller.equals("CODE_DEPLOY") && service.group().isEmpty()) {
            problems.add(Misuse.noGroup(named.path()));
        } else if (controller.equals("ECS") && service.group().isPresent()) {
            problems.add(Misuse.groupOfEcs(named.path()));
        }
    }

    private void once(TidegateOptions<?> options) {
        Set<String> seen = new HashSet<>();
        Stream.concat(options.services.stream().map(service -> service.named().cluster().getClusterArn()
                + " service \"" + service.name() + "\""),
                options.consumers.stream().map(consumer -> consumer.cluster().getClusterArn() + " " + consumer
                        .title()))
                .filter(title -> !title.endsWith("\"\"") && !seen.add(title))
                .forEach(title -> problems.add(Misuse.twice(title.substring(title.indexOf(' ') + 1))));
    }

    private void here(Construct scope, String title, ICluster cluster) {
        Stack stack = Stack.of(scope);
        ResourceEnvironment there = cluster.getEnv();
        boolean account = differ(there.getAccount(), stack.getAccount());
        if (account || differ(there.getRegion(), stack.getRegion())) {
            problems.add(Misuse.elsewhere(title, place(there.getAccount(), there.getRegion()), place(stack
                    .getAccount(), stack.getRegion())));
        }
    }

    private static boolean differ(String one, String other) {
        return Token.compareStrings(one, other) == TokenComparison.DIFFERENT;
    }

    private static String place(String account, String region) {
        return "account " + (Token.isUnresolved(account) ? "of the stack" : account) + ", region "
                + (Token.isUnresolved(region) ? "of the stack" : region);
    }
}
