package dev.tidegate.tests.benchmark.locks;

import dev.tidegate.tests.benchmark.Command;
import dev.tidegate.tests.benchmark.Programs;
import dev.tidegate.tests.database.LocalPostgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A way to get the pending migration applied.
 *
 * @param name what the table calls it
 * @param start the process to start; empty for none at all
 */
record Strategy(String name, Function<Database, Optional<Command>> start) {
    /** How everything goes that has no migration to suffer from. */
    static final Strategy UNDISTURBED = new Strategy("no migration", database -> Optional.empty());

    /** Those that wait, those that give up and start again, and the runner. */
    static List<Strategy> all(Programs programs, Accounts accounts) throws IOException {
        Path scripts = accounts.scripts();
        Strategy waiting = of("flyway", database -> programs.flyway(database, scripts));
        Strategy giving = of("flyway, lock_timeout 2 s, again",
                database -> again(programs.flyway(database, scripts, "-initSql=set lock_timeout = '2s'")));
        Stream<Strategy> psql = Programs.psql().stream().flatMap(program -> Stream.of(
                of("psql", database -> Programs.psql(program, database, accounts.pending())),
                of("psql, lock_timeout 0.1 s, again", database -> again(with("lock_timeout=100ms",
                        Programs.psql(program, database, accounts.pending()))))));
        List<String> image = programs.image();
        Stream<Strategy> runner = Stream.of(
                of("tidegate, jar", database -> Programs.pre(programs.jar(), database, scripts)),
                of("tidegate, image", database -> Programs.pre(image, database, scripts)));
        return Stream.of(Stream.of(UNDISTURBED, waiting, giving), psql, runner).flatMap(some -> some).toList();
    }

    private static Strategy of(String name, Function<Database, Command> start) {
        return new Strategy(name, database -> Optional.of(start.apply(database)));
    }

    /** Starts it again a second after it has failed, as a pipeline or a person would; not for ever. */
    private static Command again(Command command) {
        return new Command(Stream.concat(Stream.of("/bin/sh", "-c",
                "i=0; until \"$@\"; do i=$((i + 1)); [ $i -lt 60 ] || exit 1; sleep 1; done", "again"),
                command.words().stream()).toList(), command.environment());
    }

    private static Command with(String parameter, Command command) {
        Map<String, String> environment = new HashMap<>(command.environment());
        environment.merge("PGOPTIONS", "-c " + parameter, (old, more) -> old + " " + more);
        return new Command(command.words(), environment);
    }
}
