package dev.tidegate.tests.load;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import dev.tidegate.tests.Journal;

/**
 * Sends requests to a service at a fixed rate, however slowly it answers, and checks every answer's content: a failure is
 * a connection error, a timeout, an error status or an answer that misses what was written before.
 */
public final class LoadGenerator {
    private final TrafficRouter router;
    private final String serviceArn;
    private final LoadProfile profile;
    private final Journal journal;
    private final Tally tally;
    private final WrittenCustomers customers = new WrittenCustomers();
    private final ShopClient client;
    private final Shopper shopper;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread pace = Thread.ofPlatform().name("load").daemon().unstarted(this::run);
    private volatile boolean stopping;

    public LoadGenerator(TrafficRouter router, String serviceArn, LoadProfile profile, Journal journal) {
        this.router = router;
        this.serviceArn = serviceArn;
        this.profile = profile;
        this.journal = journal;
        this.tally = new Tally(InstantSource.system(), journal);
        this.client = new ShopClient(profile.timeout());
        this.shopper = new Shopper(client, customers);
    }

    /** Begins; a generator is started once. */
    public void start() {
        journal.happened("load", Math.round(profile.perSecond()) + " requests per second begin");
        pace.start();
    }

    /** Sends no further request and waits for those in flight. */
    public void stop() throws InterruptedException {
        stopping = true;
        pace.join();
        requests.close();
        client.close();
        LoadReport report = report();
        journal.happened("load", "stopped after %d requests, %,d failed".formatted(report.total(), report
                .totalFailed()));
    }

    /** Waits until a version has been asked that often since the start; false if it was not within {@code atMost}. */
    public boolean awaitRequests(String version, long count, Duration atMost) throws InterruptedException {
        return tally.await(version, count, atMost);
    }

    /** What was seen so far; at any time, from any thread. */
    public LoadReport report() {
        return tally.report();
    }

    /**
     * Looks every acknowledged write up in the database; those that are missing become part of the report as failures. To
     * be called once, after {@link #stop}.
     *
     * @throws SQLException when the database cannot be asked
     */
    public List<LostWrite> verifyWrites(DataSource database) throws SQLException {
        List<WrittenCustomer> written = customers.all();
        List<LostWrite> lost = WrittenCheck.run(database, written);
        tally.verified(written.size(), lost);
        journal.happened("load", "%d customers written, %d not found as written".formatted(written.size(), lost
                .size()));
        return lost;
    }

    private void run() {
        SplittableRandom random = new SplittableRandom(profile.seed());
        long start = System.nanoTime();
        for (long sent = 0; !stopping; sent++) {
            waitUntil(start + (long) (sent * 1e9 / profile.perSecond()));
            SplittableRandom own = random.split();
            requests.execute(() -> tally.count(send(own)));
        }
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private Answer send(SplittableRandom random) {
        return router.next(serviceArn)
                .map(target -> shopper.run(Shopper.Errand.choose(profile, random), target, random))
                .orElseGet(() -> Answer.Wrong.of(Answer.NO_VERSION, "no healthy target"));
    }
}
