package dev.tidegate.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The program while it runs in a process of its own, and what it has written. */
public final class ChildProcess implements AutoCloseable {
    private static final long LOOK_AGAIN_MILLIS = 2;

    private final Process process;
    private final Path out;
    private final Path err;

    ChildProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL; false when it had ended by itself. */
    public boolean kill() throws InterruptedException {
        process.destroyForcibly();
        return process.waitFor() == 128 + 9;
    }

    /** How it ended. */
    public Program.Ended ended() throws InterruptedException {
        int exit = process.waitFor();
        return new Program.Ended(exit, out(), read(err));
    }

    /** Whether it ends within this time. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether this comes to be before it ends. */
    public boolean sees(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Waits until standard output has this text. */
    public void untilItSays(String text) throws InterruptedException {
        if (!sees(() -> out().contains(text)) && !out().contains(text)) {
            throw new IllegalStateException("waited in vain for: " + text + "\n" + out() + read(err));
        }
    }

    /** What it has written to standard output so far. */
    public String out() {
        return read(out);
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
