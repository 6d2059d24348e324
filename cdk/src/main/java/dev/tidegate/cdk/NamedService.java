package dev.tidegate.cdk;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.CfnService;
import software.amazon.awscdk.services.ecs.IBaseService;
import software.amazon.awscdk.services.ecs.ICluster;

/**
 * A service and how the function, its role and its rules call it, without a reference to it. The service refers to the
 * function through its hook, so a reference back would be a circle that CloudFormation refuses.
 *
 * @param name empty text when it has none that could be used; {@link #problem} says why
 * @param problem what is wrong with its name
 */
record NamedService(IBaseService service, String name, Optional<String> problem) {
    static NamedService of(IBaseService service) {
        return of(service, Optional.empty());
    }

    static NamedService of(IBaseService service, String given) {
        return of(service, Optional.of(Objects.requireNonNull(given, "serviceName")));
    }

    private static NamedService of(IBaseService service, Optional<String> given) {
        Objects.requireNonNull(service, "service");
        Optional<String> own = ownName(service);
        if (own.isPresent() && given.isPresent() && !own.equals(given)) {
            return new NamedService(service, own.get(), Optional.of(Misuse.namedTwice(path(service), own.get(), given
                    .get())));
        }
        if (own.isEmpty() && given.filter(Token::isUnresolved).isPresent()) {
            return new NamedService(service, "", Optional.of(Misuse.nameNotKnown(path(service))));
        }
        // Only a service with a hook refers to the function.
        boolean free = service instanceof BaseService base && !base.isUsingECSDeploymentController();
        Optional<String> name = own.or(() -> given).or(() -> free ? Optional.of(service.getServiceName())
                : Optional.empty());
        return name.map(found -> new NamedService(service, found, Optional.empty()))
                .orElseGet(() -> new NamedService(service, "", Optional.of(Misuse.unnamed(path(service)))));
    }

    /** Empty when CloudFormation is to make up the name. */
    private static Optional<String> ownName(IBaseService service) {
        if (!(service instanceof BaseService)) {
            return Optional.of(service.getServiceName());
        }
        // BaseService.getServiceName is a reference to the service even when it is given a name, and the property is a
        // token that may come to nothing.
        String property = resource(service).getServiceName();
        return Optional.ofNullable(service.getStack().resolve(property))
                .map(resolved -> resolved instanceof String text ? text : property);
    }

    private static CfnService resource(IBaseService service) {
        return (CfnService) service.getNode().getDefaultChild();
    }

    private static String path(IBaseService service) {
        return service.getNode().getPath();
    }

    /** Its place in the tree of constructs. */
    String path() {
        return path(service);
    }

    ICluster cluster() {
        return service.getCluster();
    }

    /** Empty when it was imported. */
    Optional<BaseService> inApp() {
        return service instanceof BaseService base ? Optional.of(base) : Optional.empty();
    }

    /** The resource of a service that was not imported. */
    CfnService resource() {
        return resource(service);
    }

    /** {@code ECS}, {@code CODE_DEPLOY} or {@code EXTERNAL}; empty when it was imported. */
    Optional<String> controller() {
        return inApp().map(base -> {
            Object controller = base.getStack().resolve(resource().getDeploymentController());
            return controller instanceof Map<?, ?> map && map.get("type") != null ? String.valueOf(map.get("type"))
                    : "ECS";
        });
    }
}
