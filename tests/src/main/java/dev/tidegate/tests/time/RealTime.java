package dev.tidegate.tests.time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The wall clock, and one daemon thread. An action that throws does not end the thread: what it threw is printed and kept
 * for {@link #failures}. Once closed, planned and posted actions are dropped: the world they belong to is gone.
 */
public final class RealTime implements Time, AutoCloseable {
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor executor;
    private volatile Thread thread;

    public RealTime() {
        executor = new ScheduledThreadPoolExecutor(1, this::controlPlaneThread, new DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        var planned = executor.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> planned.cancel(false);
    }

    @Override
    public void post(Runnable action) {
        executor.execute(() -> run(action));
    }

    @Override
    public <T> T call(Supplier<T> action) {
        if (Thread.currentThread() == thread) {
            return action.get();
        }
        if (executor.isShutdown()) {
            throw new IllegalStateException("the simulated control plane is closed");
        }
        try {
            return executor.submit(action::get).get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the simulated control plane", e);
        }
    }

    /** What actions threw so far; a test that wants a sound run expects none. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        for (var left : executor.shutdownNow()) {
            // A caller may be waiting for it in call().
            if (left instanceof Future<?> waiting) {
                waiting.cancel(false);
            }
        }
    }

    private void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            failures.add(e);
            e.printStackTrace(System.err);
        }
    }

    private Thread controlPlaneThread(Runnable work) {
        thread = Thread.ofPlatform().daemon().name("control-plane").unstarted(work);
        return thread;
    }
}
