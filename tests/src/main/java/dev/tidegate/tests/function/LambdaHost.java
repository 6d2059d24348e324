package dev.tidegate.tests.function;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Runs functions in Lambda's own Java runtime, in processes of this machine. A process is started when an invocation
 * finds all others busy, is used again, and is replaced when it dies. Other than Lambda: a process whose start failed is
 * not tried again for the same invocation, memory is not limited, and there is no freezing between invocations. The runtime
 * brings native code for Linux only.
 */
public final class LambdaHost implements Functions, AutoCloseable {
    private final List<FunctionPool> functions = new CopyOnWriteArrayList<>();
    private final Consumer<String> log;
    private final Usage usage = new Usage();

    /** @param log told every line that a function writes, from any thread */
    public LambdaHost(Consumer<String> log) {
        this.log = log;
    }

    /**
     * Makes a function known; starts nothing yet.
     *
     * @throws IllegalArgumentException when one of that name is known already
     */
    public synchronized void register(LambdaFunction function) {
        if (find(function.name()).isPresent()) {
            throw new IllegalArgumentException("function \"" + function.name() + "\" already exists");
        }
        functions.add(new FunctionPool(function, log, usage));
    }

    private Optional<FunctionPool> find(String reference) {
        return functions.stream().filter(pool -> pool.function().isMeantBy(reference)).findFirst();
    }

    @Override
    public CompletableFuture<byte[]> invoke(String function, byte[] payload) {
        Optional<FunctionPool> pool = find(function);
        if (pool.isEmpty()) {
            return CompletableFuture.failedFuture(new UnknownFunction(function));
        }
        Invocation invocation = Invocation.of(payload);
        pool.get().submit(invocation);
        return invocation.result();
    }

    /** What all functions would be billed for so far. */
    public Billing billing() {
        return usage.billing();
    }

    /** Of the processes that live now, for tests that end one. */
    public List<Long> processIds() {
        return functions.stream().flatMap(pool -> pool.processIds().stream()).toList();
    }

    /** Kills the processes that live now, and returns when they are gone; invocations at work fail, later ones do not. */
    public void crash() {
        functions.forEach(FunctionPool::crash);
    }

    /** Kills the processes started here; invocations at work or waiting fail. */
    @Override
    public void close() {
        functions.forEach(FunctionPool::close);
    }
}
