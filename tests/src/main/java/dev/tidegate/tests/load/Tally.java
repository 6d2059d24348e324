package dev.tidegate.tests.load;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.tidegate.tests.Journal;

/** Counts answers and tells what is new: a version's first answer, and each kind of failure when it is first seen. */
final class Tally {
    private record Trouble(String version, String kind) {}

    private final InstantSource clock;
    private final Journal journal;
    private final Map<String, Long> requests = new LinkedHashMap<>();
    private final Map<String, Long> failed = new LinkedHashMap<>();
    private final Map<Trouble, Failure> failures = new LinkedHashMap<>();
    private final List<LostWrite> lostWrites = new ArrayList<>();
    private int verified;

    Tally(InstantSource clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
    }

    synchronized void count(Answer answer) {
        String version = answer.version();
        if (requests.merge(version, 1L, Long::sum) == 1) {
            failed.put(version, 0L);
        }
        notifyAll();
        switch (answer) {
            case Answer.Right right -> {
                if (requests.get(version) - failed.get(version) == 1) {
                    journal.happened("load", "first answer from version " + version);
                }
            }
            case Answer.Wrong wrong -> fail(wrong);
        }
    }

    synchronized boolean await(String version, long count, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (requests.getOrDefault(version, 0L) < count) {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }

    synchronized void verified(int customers, List<LostWrite> writes) {
        verified = customers;
        lostWrites.addAll(writes);
        writes.forEach(write -> failed.merge(write.writtenBy(), 1L, Long::sum));
    }

    synchronized LoadReport report() {
        return new LoadReport(requests, failed, List.copyOf(failures.values()), verified, lostWrites);
    }

    private void fail(Answer.Wrong wrong) {
        Instant now = clock.instant();
        failed.merge(wrong.version(), 1L, Long::sum);
        Trouble trouble = new Trouble(wrong.version(), wrong.kind());
        Failure known = failures.get(trouble);
        if (known != null) {
            failures.put(trouble, known.again(now));
            return;
        }
        failures.put(trouble, new Failure(wrong.version(), wrong.message(), 1, now, now));
        String who = wrong.version().equals(Answer.NO_VERSION) ? "a request" : "version " + wrong.version();
        journal.happened("load", who + " fails: " + wrong.message());
    }
}
