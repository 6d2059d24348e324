package dev.tidegate.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A simulation that lets a wrong control pass proves nothing of the right one. */
class MutantsTest {
    private static final int MOST_SEEDS = 10_000;
    private static final Path REPORT = Path.of("target", "simulation", "mutants.md");

    private record Caught(Mutant mutant, Simulation.Result by) {
        private String line() {
            PromiseBroken broken = by.broken().orElseThrow();
            return "| " + mutant.does() + " | " + by.seed() + " | " + broken.promise() + " | " + broken.getMessage()
                    .replace("|", "\\|") + " |";
        }
    }

    @Test
    void everyMutantIsCaught() throws IOException {
        List<String> survivors = new ArrayList<>();
        List<String> report = new ArrayList<>(List.of("| mutant | seed | promise | how |",
                "| --- | --- | --- | --- |"));
        for (Mutant mutant : Mutants.all()) {
            hunt(mutant).ifPresentOrElse(caught -> report.add(caught.line()), () -> survivors.add(mutant.does()));
        }
        Files.createDirectories(REPORT.getParent());
        Files.write(REPORT, report);
        report.forEach(System.out::println);
        assertThat(survivors).as("mutants that none of " + MOST_SEEDS + " seeds has caught").isEmpty();
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(Mutants.all()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(Mutants.all().stream().map(Mutant::does)).doesNotHaveDuplicates();
    }

    /** Only a world in which the right control keeps every promise counts. */
    private static Optional<Caught> hunt(Mutant mutant) {
        for (long seed = mutant.firstSeed(); seed < mutant.firstSeed() + MOST_SEEDS; seed++) {
            Simulation.Result result = Simulation.run(seed, mutant.mutation());
            if (result.broken().isPresent()) {
                Optional<PromiseBroken> right = Simulation.run(seed, mutant.right()).broken();
                // Where far more goes wrong than anywhere else, AWS may be away until a hook's hour is over.
                if (mutant.mutation().stress() <= 1) {
                    assertThat(right).as("the right control in seed " + seed).isEmpty();
                }
                if (right.isEmpty()) {
                    return Optional.of(new Caught(mutant, result));
                }
            }
        }
        return Optional.empty();
    }
}
