package dev.tidegate.tests.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * AWS's query protocol, which CloudWatch's client speaks: a form goes in, XML comes out. In between it is the same JSON as
 * with all other services.
 */
record QueryProtocol(Dispatcher dispatcher) {
    static final String FORM = "application/x-www-form-urlencoded";
    static final String XML = "text/xml";

    /** @throws Interceptor.ConnectionCut when there shall be no answer */
    Reply answer(byte[] body) {
        QueryForm form = QueryForm.parse(new String(body, StandardCharsets.UTF_8));
        String target = form.value("Version").orElse("") + "." + form.value("Action").orElse("");
        Operation operation = dispatcher.operations().get(target);
        if (operation == null) {
            return error(dispatcher.answer(target, body));
        }
        Answer answer = answer(target, operation, form);
        return answer.status() == 200
                ? new Reply(200, XML, QueryXml.response(operation, answer.body()))
                : error(answer);
    }

    private Answer answer(String target, Operation operation, QueryForm form) {
        ObjectNode request;
        try {
            request = form.read(operation.emptyRequest());
        } catch (MalformedRequest e) {
            return Answer.error(400, "MalformedInput", e.getMessage());
        }
        return dispatcher.answer(target, request.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Reply error(Answer answer) {
        return new Reply(answer.status(), XML, QueryXml.error(answer));
    }
}
