package dev.tidegate.tests.wire;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.tests.definition.Problem;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/**
 * From target and body to an answer.
 *
 * @param conformance empty to let everything pass that the SDK's classes can hold
 */
record Dispatcher(Map<String, Operation> operations, List<Interceptor> interceptors, Optional<Conformance> conformance,
        CallCounts calls, Queue<Throwable> defects) {
    Dispatcher(Map<String, Operation> operations, List<Interceptor> interceptors, Optional<Conformance> conformance) {
        this(operations, interceptors, conformance, new CallCounts(), new ConcurrentLinkedQueue<>());
    }

    /** @throws Interceptor.ConnectionCut when there shall be no answer */
    Answer answer(String target, byte[] body) {
        Operation operation = operations.get(target);
        if (operation == null) {
            return Answer.error(400, "UnknownOperationException", "unknown operation \"" + target + "\"");
        }
        calls.add(operation);
        if (!operation.isImplemented()) {
            return notImplemented(operation.toString());
        }
        try {
            JsonNode json = parse(body);
            SdkPojo request = operation.read(json);
            List<Problem> problems = conformance.map(check -> check.ofRequest(operation, json)).orElse(List.of());
            if (!problems.isEmpty()) {
                defects.add(NonConformance.in("request", operation, problems));
                return Conformance.refusal(operation, problems);
            }
            return checked(operation, Answer.ok(perform(operation, request)));
        } catch (MalformedRequest e) {
            return Answer.error(400, "SerializationException", e.getMessage());
        } catch (AwsServiceException e) {
            return checkedError(operation, Answer.error(e));
        } catch (Interceptor.ConnectionCut e) {
            throw e;
        } catch (Throwable e) {
            if (e instanceof UnsupportedOperationException && e.getMessage() != null) {
                return notImplemented(operation + ": " + e.getMessage());
            }
            defects.add(e);
            return Answer.error(500, "InternalFailure", "the simulator failed in " + operation + ": " + e);
        }
    }

    private Answer checked(Operation operation, Answer answer) {
        List<Problem> problems = conformance.map(check -> check.ofResponse(operation, answer.body())).orElse(List.of());
        if (!problems.isEmpty()) {
            defects.add(NonConformance.in("response", operation, problems));
        }
        return answer;
    }

    private Answer checkedError(Operation operation, Answer answer) {
        if (!conformance.map(check -> check.mayFailWith(operation, answer.code())).orElse(true)) {
            defects.add(NonConformance.unknownError(operation, answer.code()));
        }
        return answer;
    }

    private static Answer notImplemented(String what) {
        // 501 is a status that clients do not retry.
        return Answer.error(501, "NotImplemented", "the simulator does not implement " + what);
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode json = SdkJson.MAPPER.readTree(body);
            if (json.isMissingNode()) {
                throw new MalformedRequest("the body is empty");
            }
            return json;
        } catch (IOException e) {
            throw new MalformedRequest("the body is not JSON", e);
        }
    }

    private SdkPojo perform(Operation operation, SdkPojo request) throws Throwable {
        Interceptor.Call call = new Interceptor.Call(operation.service().name(), operation.name(), request);
        interceptors.forEach(interceptor -> interceptor.before(call));
        SdkPojo response = operation.perform(request);
        for (Interceptor interceptor : interceptors.reversed()) {
            response = interceptor.after(call, response);
        }
        return response;
    }
}
