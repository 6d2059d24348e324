package dev.tidegate.tests.benchmark;

import dev.tidegate.tests.database.LocalPostgres;
import dev.tidegate.tests.database.LocalPostgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs one scenario with all contenders, who take turns; each run finds a database of its own, made outside the time. */
final class Rounds {
    private final LocalPostgres postgres;
    private final List<Contender> contenders;
    private final Path scratch;
    private final Database administration;
    private final Map<Contender, Database> originals = new HashMap<>();
    private int databases;

    Rounds(LocalPostgres postgres, List<Contender> contenders, Path scratch) throws SQLException {
        this.postgres = postgres;
        this.contenders = List.copyOf(contenders);
        this.scratch = scratch;
        this.administration = postgres.createDatabase("administration");
    }

    /** All samples of each contender. */
    Map<Contender, List<Sample>> run(Scenario scenario, int rounds)
            throws IOException, InterruptedException, SQLException {
        Map<Contender, List<Sample>> samples = new LinkedHashMap<>();
        // The first round warms the page cache and does not count.
        for (int round = 0; round <= rounds; round++) {
            for (Contender contender : contenders) {
                Database database = prepared(scenario, contender);
                Sample sample = Sample.of(contender.command(scenario, database), scratch);
                execute("drop database " + database.name() + " with (force)");
                if (round > 0) {
                    samples.computeIfAbsent(contender, of -> new ArrayList<>()).add(sample);
                }
            }
        }
        return samples;
    }

    /** A copy of a database in which this contender has applied what the scenario says; made once, copied often. */
    private Database prepared(Scenario scenario, Contender contender)
            throws IOException, InterruptedException, SQLException {
        databases++;
        String name = "benchmark" + databases;
        if (scenario.applied() == 0) {
            return postgres.createDatabase(name);
        }
        Database before = originals.get(contender);
        if (before == null) {
            before = postgres.createDatabase("original" + originals.size());
            Sample.of(contender.command(Scenario.BEFORE, before), scratch);
            originals.put(contender, before);
        }
        execute("create database " + name + " template " + before.name());
        return new Database(before.host(), before.port(), name, before.user(), before.password());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(administration.jdbcUrl(), administration.user(),
                administration.password()); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
