package dev.tidegate.tests.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the load saw.
 *
 * @param requests by version of the shop, failed ones included; {@code unknown} where no task was reached
 * @param failed by version, with 0 for a version that never failed; lost writes count for the version that took them
 * @param failures every kind of failed request, each with its count
 * @param verified customers looked up in the database at the end; 0 until that was done
 * @param lostWrites found missing at the end; when each was lost is unknown
 */
public record LoadReport(Map<String, Long> requests, Map<String, Long> failed, List<Failure> failures,
        int verified, List<LostWrite> lostWrites) {
    public LoadReport {
        requests = Map.copyOf(requests);
        failed = Map.copyOf(failed);
        failures = List.copyOf(failures);
        lostWrites = List.copyOf(lostWrites);
    }

    /** Requests of all versions. */
    public long total() {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Failures of all versions. */
    public long totalFailed() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** When the first request failed. */
    public Optional<Instant> firstFailure() {
        return failures.stream().map(Failure::firstAt).min(Comparator.naturalOrder());
    }

    /** From the first failed request to the last; zero if none failed. */
    public Duration failing() {
        Optional<Instant> last = failures.stream().map(Failure::lastAt).max(Comparator.naturalOrder());
        return firstFailure().flatMap(first -> last.map(end -> Duration.between(first, end))).orElse(Duration.ZERO);
    }
}
