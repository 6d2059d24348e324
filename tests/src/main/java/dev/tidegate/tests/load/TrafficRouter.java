package dev.tidegate.tests.load;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A load balancer that only points the way: it names the target of each request and leaves the sending to the client. It has
 * target groups behind one weighted listener rule, as an Application Load Balancer has them: the weights decide the
 * revision also when it has no target, and inside a revision targets take turns. Safe for use by many threads.
 */
public final class TrafficRouter implements LoadBalancer {
    private final Map<String, Listener> listeners = new HashMap<>();

    @Override
    public synchronized void register(String serviceArn, String revision, String taskArn, URI endpoint) {
        deregister(taskArn);
        listener(serviceArn).group(revision).addLast(new Target(taskArn, revision, endpoint));
    }

    @Override
    public synchronized void deregister(String taskArn) {
        for (Listener listener : listeners.values()) {
            listener.groups.values().forEach(targets -> targets.removeIf(target -> target.taskArn().equals(taskArn)));
        }
    }

    @Override
    public synchronized void shift(String serviceArn, Map<String, Double> weights) {
        listener(serviceArn).shift(weights);
    }

    /** Where the next request of a service goes; empty when the revision whose turn it is has no target. */
    public synchronized Optional<Target> next(String serviceArn) {
        return listener(serviceArn).next();
    }

    private Listener listener(String serviceArn) {
        return listeners.computeIfAbsent(serviceArn, unseen -> new Listener());
    }

    private static final class Listener {
        private final Map<String, Deque<Target>> groups = new HashMap<>();
        private final Map<String, Double> credits = new LinkedHashMap<>();
        private Map<String, Double> weights = Map.of();

        Deque<Target> group(String revision) {
            return groups.computeIfAbsent(revision, unseen -> new ArrayDeque<>());
        }

        void shift(Map<String, Double> to) {
            weights = Map.copyOf(to);
            credits.clear();
        }

        /**
         * Each turn gives every revision its weight as credit and charges the richest the sum: shares are exact over any
         * hundred requests and evenly spread within them, without chance.
         */
        Optional<Target> next() {
            weights.forEach((revision, weight) -> credits.merge(revision, weight, Double::sum));
            double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
            return credits.entrySet().stream().filter(entry -> weights.get(entry.getKey()) > 0)
                    .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .flatMap(richest -> {
                        richest.setValue(richest.getValue() - sum);
                        return takeTurn(group(richest.getKey()));
                    });
        }

        private static Optional<Target> takeTurn(Deque<Target> targets) {
            Optional<Target> first = Optional.ofNullable(targets.pollFirst());
            first.ifPresent(targets::addLast);
            return first;
        }
    }
}
