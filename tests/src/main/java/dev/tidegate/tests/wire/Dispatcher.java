package dev.tidegate.tests.wire;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** From target and body to an answer. */
record Dispatcher(Map<String, Operation> operations, List<Interceptor> interceptors, CallCounts calls,
        Queue<Throwable> defects) {
    Dispatcher(Map<String, Operation> operations, List<Interceptor> interceptors) {
        this(operations, interceptors, new CallCounts(), new ConcurrentLinkedQueue<>());
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
            return Answer.ok(perform(operation, operation.read(parse(body))));
        } catch (MalformedRequest e) {
            return Answer.error(400, "SerializationException", e.getMessage());
        } catch (AwsServiceException e) {
            return Answer.error(e);
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
