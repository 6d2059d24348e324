package dev.tidegate.tests.shop;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Recomputes customers' greetings, one every 100 ms, whether or not the load balancer knows the task: what makes old
 * code dangerous after its traffic is gone.
 */
final class BackgroundJob {
    private static final int SEEDED_CUSTOMERS = 400;
    private static final int RUNS_BETWEEN_LINES = 10;

    private final Customers customers;
    private final PrintStream out;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("background-job").unstarted(this::run);
    private volatile JobCount count;

    BackgroundJob(Customers customers, String version, PrintStream out) {
        this.customers = customers;
        this.out = out;
        this.count = new JobCount(version, 0, 0, Optional.empty());
    }

    void start() {
        thread.start();
    }

    JobCount count() {
        return count;
    }

    /** Ends the run in progress and prints the final numbers. */
    void finish() throws InterruptedException {
        stopping.countDown();
        thread.join();
        out.println(count.line());
    }

    private void run() {
        try {
            do {
                JobCount before = count;
                count = runOnce(before);
                // A killed task cannot print on exit: its first failure is told at once, its progress every second.
                boolean firstFailure = before.failed() == 0 && count.failed() > 0;
                if (firstFailure || (count.done() + count.failed()) % RUNS_BETWEEN_LINES == 0) {
                    out.println(count.line());
                }
            } while (!stopping.await(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private JobCount runOnce(JobCount before) {
        long id = ThreadLocalRandom.current().nextLong(1, SEEDED_CUSTOMERS + 1);
        try {
            Customer customer = customers.find(id)
                    .orElseThrow(() -> new SQLException("customer " + id + " is missing"));
            customers.greet(id, "Hello " + customer.name() + "!", before.version());
            return new JobCount(before.version(), before.done() + 1, before.failed(), before.lastError());
        } catch (SQLException failure) {
            return new JobCount(before.version(), before.done(), before.failed() + 1,
                    Optional.of(DatabaseMessage.of(failure)));
        }
    }
}
