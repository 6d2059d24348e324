package dev.tidegate.lambda.drain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What ran before a release let anything in.
 *
 * @param codes the code that ran, or would have been started; empty when not everything could be seen
 * @param nothing whether nothing at all ran and no code but the release's own could have been started, as in a new
 *        environment
 */
public record Before(Optional<Set<Code>> codes, boolean nothing) {
    /** When nothing could be seen. */
    public static final Before UNKNOWN = new Before(Optional.empty(), false);

    public Before {
        codes = codes.map(Set::copyOf);
    }

    /**
     * What these readings, made before the new code exists, have shown.
     *
     * @param own the release's code: a new environment has registered it, but started nothing of it yet
     */
    public static Before of(List<DrainReading> readings, Set<Code> own) {
        if (readings.isEmpty() || readings.stream().anyMatch(DrainReading.Unknown.class::isInstance)) {
            return UNKNOWN;
        }
        Set<Code> codes = readings.stream().flatMap(reading -> reading.codes().stream()).collect(Collectors.toSet());
        return new Before(Optional.of(codes), readings.stream().allMatch(reading -> isEmpty(reading, own)));
    }

    private static boolean isEmpty(DrainReading reading, Set<Code> own) {
        return switch (reading) {
            case DrainReading.Deploying deploying -> gone(deploying.tasks()) && deploying.otherRevisions().isEmpty();
            case DrainReading.Other other -> gone(other.tasks()) && other.standbys().stream().allMatch(
                    standby -> standby.code().filter(own::contains).isPresent());
            case DrainReading.Unknown _ -> false;
        };
    }

    private static boolean gone(List<TaskSighting> tasks) {
        return tasks.stream().allMatch(TaskSighting::gone);
    }
}
