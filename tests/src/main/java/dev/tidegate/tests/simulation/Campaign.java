package dev.tidegate.tests.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs seed after seed until so many deployments have been made, or a promise is broken. */
public final class Campaign {
    private final Mutation mutation;
    private final AtomicLong nextSeed;
    private final long deployments;
    private final AtomicLong made = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * How it went.
     *
     * @param story of the first seed that broke a promise
     */
    public record Outcome(Tally tally, long worlds, double seconds, Optional<String> story) {
        /** One line of figures. */
        public String summary() {
            return "%,d deployments in %,d worlds, %,d wake-ups, %,d calls, %,d crashes, %,d failed calls in %.1f s: %,.0f deployments/s"
                    .formatted(tally.of(Seen.DEPLOYMENTS), worlds, tally.of(Seen.WAKE_UPS), tally.of(Seen.CALLS),
                            tally.of(Seen.CRASHES), tally.of(Seen.FAILED_CALLS) + tally.of(Seen.THROTTLED_CALLS),
                            seconds, tally.of(Seen.DEPLOYMENTS) / seconds);
        }
    }

    private Campaign(long firstSeed, long deployments) {
        mutation = Mutation.NONE;
        nextSeed = new AtomicLong(firstSeed);
        this.deployments = deployments;
    }

    /** @param threads each runs worlds of its own */
    public static Outcome run(long firstSeed, long deployments, int threads) {
        return new Campaign(firstSeed, deployments).run(threads);
    }

    private record Share(Tally tally, long worlds, Optional<Simulation.Result> broken) {}

    private Outcome run(int threads) {
        long begun = System.nanoTime();
        List<Share> shares = shares(threads);
        Tally tally = new Tally();
        shares.forEach(share -> tally.add(share.tally()));
        double seconds = (System.nanoTime() - begun) / 1e9;
        Optional<String> story = shares.stream().flatMap(share -> share.broken().stream()).findFirst().map(
                result -> Story.of(result, mutation));
        return new Outcome(tally, shares.stream().mapToLong(Share::worlds).sum(), seconds, story);
    }

    private List<Share> shares(int threads) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<Share>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(this::work);
            }
            List<Share> shares = new ArrayList<>();
            for (Future<Share> future : pool.invokeAll(workers)) {
                shares.add(future.get());
            }
            return shares;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulating", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulation itself failed", e.getCause());
        }
    }

    private Share work() {
        Tally tally = new Tally();
        long worlds = 0;
        while (!stopped.get() && made.get() < deployments) {
            Simulation.Result result = Simulation.run(nextSeed.getAndIncrement(), mutation);
            worlds++;
            tally.add(result.tally());
            made.addAndGet(result.tally().of(Seen.DEPLOYMENTS));
            if (result.broken().isPresent()) {
                stopped.set(true);
                return new Share(tally, worlds, Optional.of(result));
            }
        }
        return new Share(tally, worlds, Optional.empty());
    }

    /** Plays one seed. @return its story if it breaks a promise, else its whole timeline */
    public static String play(long seed) {
        Simulation.Result result = Simulation.run(seed, Mutation.NONE, Reduction.NOTHING, EnumSet.allOf(Fault.class),
                true);
        return result.broken().isPresent() ? Story.of(result, Mutation.NONE)
                : String.join(System.lineSeparator(), result.timeline());
    }

    /**
     * Arguments: {@code --deployments=1000000 --threads=2 --seeds=1} (the first one), or {@code --seed=4711} for only that
     * one and its story.
     */
    public static void main(String[] arguments) {
        Map<String, String> given = Stream.of(arguments).map(argument -> argument.split("=", 2)).filter(
                pair -> pair.length == 2 && !pair[1].isBlank()).collect(Collectors.toMap(pair -> pair[0],
                        pair -> pair[1]));
        if (given.containsKey("--seed")) {
            System.out.println(play(Long.parseLong(given.get("--seed"))));
            return;
        }
        Outcome outcome = run(number(given, "--seeds", 1), number(given, "--deployments", 1_000_000), (int) number(
                given, "--threads", 2));
        System.out.println(outcome.tally());
        System.out.println(outcome.summary());
        if (outcome.story().isPresent()) {
            System.out.println(outcome.story().get());
            System.exit(1);
        }
    }

    private static long number(Map<String, String> given, String name, long otherwise) {
        return given.containsKey(name) ? Long.parseLong(given.get(name)) : otherwise;
    }
}
