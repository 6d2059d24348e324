package dev.tidegate.tests.function;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The processes of one function: started when all others are busy, up to its concurrency. */
final class FunctionPool implements ExecutionEnvironment.Listener {
    private final LambdaFunction function;
    private final Consumer<String> log;
    private final Usage usage;
    private final Set<ExecutionEnvironment> all = new HashSet<>();
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final Deque<Invocation> waiting = new ArrayDeque<>();
    private boolean closed;

    FunctionPool(LambdaFunction function, Consumer<String> log, Usage usage) {
        this.function = function;
        this.log = log;
        this.usage = usage;
    }

    LambdaFunction function() {
        return function;
    }

    synchronized void submit(Invocation invocation) {
        if (closed) {
            invocation.fail("the host is closed");
            return;
        }
        waiting.add(invocation);
        assign();
    }

    @Override
    public synchronized void free(ExecutionEnvironment environment) {
        if (all.contains(environment)) {
            idle.push(environment);
            assign();
        }
    }

    @Override
    public synchronized void gone(ExecutionEnvironment environment) {
        all.remove(environment);
        idle.remove(environment);
        assign();
    }

    private void assign() {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            if (idle.pop().give(waiting.peek())) {
                waiting.remove();
            }
        }
        while (!waiting.isEmpty() && all.size() < function.concurrency()) {
            startFor(waiting.remove());
        }
    }

    private void startFor(Invocation invocation) {
        try {
            ExecutionEnvironment environment = new ExecutionEnvironment(function, log, usage, this);
            all.add(environment);
            environment.give(invocation);
        } catch (IOException e) {
            invocation.fail("cannot start the runtime: " + e.getMessage());
        }
    }

    synchronized List<Long> processIds() {
        return all.stream().map(ExecutionEnvironment::processId).toList();
    }

    /** Ends the processes that live now; those of later invocations are new ones. */
    void crash() {
        List<ExecutionEnvironment> present;
        synchronized (this) {
            present = List.copyOf(all);
        }
        present.forEach(ExecutionEnvironment::kill);
        present.forEach(ExecutionEnvironment::awaitEnd);
    }

    private synchronized List<ExecutionEnvironment> refuseFurtherWork() {
        closed = true;
        waiting.forEach(invocation -> invocation.fail("the host is closed"));
        waiting.clear();
        return List.copyOf(all);
    }

    void close() {
        List<ExecutionEnvironment> last = refuseFurtherWork();
        last.forEach(ExecutionEnvironment::kill);
        last.forEach(ExecutionEnvironment::awaitEnd);
    }
}
