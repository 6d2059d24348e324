package dev.tidegate.tests.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.tests.definition.Problem;
import dev.tidegate.tests.definition.ServiceDefinition;

/**
 * Holds what goes over the wire against AWS's own definitions, which know more than the SDK's classes: what is required,
 * what an enum allows, which errors an operation has.
 */
final class Conformance {
    /**
     * What a service answers to a request that does not fit its definition, where it is not ValidationException. ECS has
     * ClientException as well, but for what it cannot do.
     */
    private static final Map<String, String> REFUSALS = Map.of("ecs", "InvalidParameterException", "logs",
            "InvalidParameterException", "monitoring", "ValidationError");

    /**
     * What any operation may fail with:
     * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html and the same page of the others.
     */
    private static final Set<String> COMMON_ERRORS = Set.of("AccessDeniedException", "ExpiredTokenException",
            "IncompleteSignature", "InternalFailure", "MalformedHttpRequestException", "NotAuthorized",
            "OptInRequired", "RequestAbortedException", "RequestEntityTooLargeException", "RequestExpired",
            "RequestTimeoutException", "ServiceUnavailable", "ThrottlingException", "UnrecognizedClientException",
            "UnknownOperationException", "ValidationError", "ValidationException");

    private final Map<String, ServiceDefinition> definitions = new HashMap<>();

    /** @throws IllegalArgumentException when there is no definition of one of them */
    Conformance(Set<AwsService> services) {
        services.forEach(service -> definitions.put(service.name(), ServiceDefinition.of(service.name())));
    }

    List<Problem> ofRequest(Operation operation, JsonNode request) {
        return definition(operation).ofRequest(operation.name(), request);
    }

    List<Problem> ofResponse(Operation operation, JsonNode response) {
        return definition(operation).ofResponse(operation.name(), response);
    }

    boolean mayFailWith(Operation operation, String code) {
        return COMMON_ERRORS.contains(code) || definition(operation).errors(operation.name()).contains(code);
    }

    private ServiceDefinition definition(Operation operation) {
        return definitions.get(operation.service().name());
    }

    /** What AWS answers to such a request. */
    static Answer refusal(Operation operation, List<Problem> problems) {
        return Answer.error(400, REFUSALS.getOrDefault(operation.service().name(), "ValidationException"),
                problems.size() + (problems.size() == 1 ? " validation error" : " validation errors") + " detected: "
                        + words(problems));
    }

    static String words(List<Problem> problems) {
        return problems.stream().map(Problem::message).collect(Collectors.joining("; "));
    }
}
