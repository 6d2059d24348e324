package dev.tidegate.tests.benchmark;

import dev.tidegate.tests.database.LocalPostgres.Database;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The migration runner.
 *
 * @param start the command up to the runner's own arguments
 */
record Runner(String name, List<String> start, Workshop workshop) implements Contender {
    Runner {
        start = List.copyOf(start);
    }

    /** The ways to start it, from the slowest to the image. */
    static Stream<Runner> all(Programs programs, Workshop workshop) throws IOException {
        List<String> image = programs.image();
        return Stream.of(new Runner("tidegate, jar", programs.jar(), workshop),
                new Runner("tidegate, jar, Serial + C1",
                        programs.jar("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), workshop),
                new Runner("tidegate, image without cache",
                        image.stream().filter(word -> !word.startsWith("-XX:AOTCache=")).toList(), workshop),
                new Runner("tidegate, image", image, workshop));
    }

    @Override
    public Command command(Scenario scenario, Database database) {
        return Programs.pre(start, database, workshop.scripts(scenario.scripts()));
    }
}
