package dev.tidegate.tests.function;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One process of one function, which serves one invocation at a time. */
final class ExecutionEnvironment implements RuntimeApi.Host {
    /** Far more than Lambda's ten seconds, for busy machines. */
    private static final Duration INIT_LIMIT = Duration.ofMinutes(2);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final LambdaFunction function;
    private final Usage usage;
    private final Listener listener;
    private final long createdAt = System.nanoTime();
    private final RuntimeApi api;
    private final Process process;
    private final BlockingQueue<Invocation> handedOver = new LinkedBlockingQueue<>();
    private Invocation current;
    private long begunAt;
    private boolean started;
    private boolean ended;
    private String initError = "";

    /** Told from any thread, holding no lock. */
    interface Listener {
        /** It waits for the next invocation. */
        void free(ExecutionEnvironment environment);

        /** Its process is gone. */
        void gone(ExecutionEnvironment environment);
    }

    ExecutionEnvironment(LambdaFunction function, Consumer<String> log, Usage usage, Listener listener)
            throws IOException {
        this.function = function;
        this.usage = usage;
        this.listener = listener;
        api = new RuntimeApi(function, this);
        try {
            process = RuntimeProcess.start(function, api.address(), log);
        } catch (IOException e) {
            api.close();
            throw e;
        }
        process.onExit().thenAcceptAsync(this::exited, Thread::startVirtualThread);
        after(INIT_LIMIT, this::killIfNotStarted);
    }

    private static void after(Duration delay, Runnable action) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(action);
    }

    /** Gives it an invocation when it has none. False if its process is gone. */
    synchronized boolean give(Invocation invocation) {
        if (ended) {
            return false;
        }
        current = invocation;
        handedOver.add(invocation);
        return true;
    }

    @Override
    public Invocation next() throws InterruptedException {
        synchronized (this) {
            if (!started) {
                usage.started(since(createdAt));
            }
            started = true;
        }
        Invocation invocation = handedOver.take();
        synchronized (this) {
            begunAt = System.nanoTime();
        }
        after(function.timeout(), () -> timeOut(invocation));
        return invocation;
    }

    @Override
    public void succeeded(String id, byte[] response) {
        Invocation done = take(id);
        if (done != null) {
            listener.free(this);
            done.succeed(response);
        }
    }

    @Override
    public void failed(String id, byte[] error) {
        Invocation done = take(id);
        if (done != null) {
            listener.free(this);
            done.fail(describe(error));
        }
    }

    @Override
    public synchronized void initFailed(byte[] error) {
        initError = describe(error);
    }

    /** The current invocation if it is the one, which then is no longer current: so each is answered once. */
    private synchronized Invocation take(String id) {
        if (current == null || !current.id().equals(id)) {
            return null;
        }
        Invocation taken = current;
        current = null;
        usage.invoked(since(begunAt));
        return taken;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static String describe(byte[] error) {
        try {
            JsonNode json = MAPPER.readTree(error);
            return json.path("errorType").asText("Error") + ": " + json.path("errorMessage").asText("");
        } catch (IOException e) {
            return "an error that is not JSON: " + e.getMessage();
        }
    }

    private void timeOut(Invocation invocation) {
        Invocation late = take(invocation.id());
        if (late != null) {
            late.fail("%s Task timed out after %.2f seconds".formatted(invocation.id(),
                    function.timeout().toMillis() / 1000.0));
            kill();
        }
    }

    private synchronized void killIfNotStarted() {
        if (!started && !ended) {
            initError = "the process did not ask for work in " + INIT_LIMIT.toString().toLowerCase(Locale.ROOT);
            kill();
        }
    }

    private void exited(Process exitedProcess) {
        Invocation lost;
        String reason;
        synchronized (this) {
            ended = true;
            lost = current;
            current = null;
            reason = initError.isEmpty() ? "Runtime exited with error: exit status " + exitedProcess.exitValue()
                    : initError;
        }
        api.close();
        listener.gone(this);
        if (lost != null) {
            lost.fail("RequestId: " + lost.id() + " Error: " + reason);
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    void awaitEnd() {
        process.onExit().join();
    }

    long processId() {
        return process.pid();
    }
}
