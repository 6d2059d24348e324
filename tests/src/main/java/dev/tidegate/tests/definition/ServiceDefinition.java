package dev.tidegate.tests.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * AWS's own definition of a service: which members requests and responses have, of what type, which are required, and
 * what an enum allows. It holds what the function and the simulators use; CONTRIBUTING.md tells where it comes from and
 * how to renew it. It is newer than the SDK here, never older. It does not know lengths, ranges and patterns, nor a whole
 * number from a fraction.
 */
public final class ServiceDefinition {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, ServiceDefinition> READ = new ConcurrentHashMap<>();

    private final Map<String, Operation> operations;
    private final Map<String, Structure> structures;

    record Operation(String input, String output, Set<String> errors) {}

    ServiceDefinition(Map<String, Operation> operations, Map<String, Structure> structures) {
        this.operations = Map.copyOf(operations);
        this.structures = Map.copyOf(structures);
    }

    /**
     * The definition of a service.
     *
     * @param service as in the service's endpoint, such as {@code events}
     * @throws IllegalArgumentException when there is none
     */
    public static ServiceDefinition of(String service) {
        return READ.computeIfAbsent(service, ServiceDefinition::read);
    }

    private static ServiceDefinition read(String service) {
        try (InputStream file = ServiceDefinition.class.getResourceAsStream(service + ".json")) {
            if (file == null) {
                throw new IllegalArgumentException("no definition of the service \"" + service + "\"");
            }
            return DefinitionReader.read(MAPPER.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the definition of " + service, e);
        }
    }

    /** AWS's names of the operations that are defined here. */
    public Set<String> operations() {
        return operations.keySet();
    }

    /** What is wrong with a request, in AWS's JSON protocols. */
    public List<Problem> ofRequest(String operation, JsonNode request) {
        return of(operation(operation).input(), request, Timestamps.EPOCH_SECONDS);
    }

    /** What is wrong with a response that is no error, in AWS's JSON protocols. */
    public List<Problem> ofResponse(String operation, JsonNode response) {
        return of(operation(operation).output(), response, Timestamps.EPOCH_SECONDS);
    }

    /** The codes of the errors that belong to an operation; any operation may fail with those of all services as well. */
    public Set<String> errors(String operation) {
        return operation(operation).errors();
    }

    /**
     * What is wrong with a structure.
     *
     * @throws IllegalArgumentException when it is not in the definition
     */
    public List<Problem> of(String structure, JsonNode json, Timestamps timestamps) {
        return Check.problems(json, new Type.Structured(structure), this, timestamps);
    }

    Structure structure(String name) {
        Structure structure = structures.get(name);
        if (structure == null) {
            throw new IllegalArgumentException("no structure \"" + name + "\" in the definition");
        }
        return structure;
    }

    Operation operation(String name) {
        Operation operation = operations.get(name);
        if (operation == null) {
            throw new IllegalArgumentException("no operation \"" + name + "\" in the definition, add it to"
                    + " tests/definitions/operations.json and renew the definitions");
        }
        return operation;
    }
}
