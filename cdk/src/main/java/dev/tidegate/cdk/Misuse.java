package dev.tidegate.cdk;

import java.util.List;

/** Everything that can be wrong with how the construct is used, in words. */
final class Misuse {
    private Misuse() {}

    static IllegalArgumentException missing(String id, List<String> names) {
        return of(id, "missing " + String.join(", ", names) + "; set each on the builder before build()");
    }

    static IllegalArgumentException noContainer(String id, String taskDefinition, String container) {
        return of(id, "task definition \"" + taskDefinition + "\" has no container \"" + container
                + "\"; add it before build(), or correct the name");
    }

    static IllegalArgumentException controller(String id, String service) {
        return of(id, "service \"" + service + "\" is not deployed by ECS itself, and only then has lifecycle hooks; "
                + "expected the deployment controller ECS");
    }

    static IllegalArgumentException unnamed(String id, String service) {
        return of(id, "service \"" + service + "\" has no serviceName, but the function must know the name before the "
                + "service exists; set serviceName on the service. If it is deployed already, that would replace it: "
                + "give the name it has to .serviceName(\"...\") of this builder instead");
    }

    static IllegalArgumentException namedTwice(String id, String service, String own, String given) {
        return of(id, "service \"" + service + "\" has the serviceName \"" + own + "\", so .serviceName(\"" + given
                + "\") must be left out");
    }

    static IllegalArgumentException nameNotKnown(String id) {
        return of(id, "serviceName: expected the name itself, given a value that is known only at deployment");
    }

    private static IllegalArgumentException of(String id, String problem) {
        return new IllegalArgumentException("Tidegate \"" + id + "\": " + problem);
    }
}
