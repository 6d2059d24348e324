package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with nothing to do must not pay for Flyway: not one of its classes is loaded. All else it does as any other run. */
class WithoutFlywayTest {
    private final TestDatabase database = new TestDatabase();
    private Path folder;
    private Path scratch;

    @BeforeEach
    void scripts(@TempDir Path temporary, @TempDir Path other) {
        folder = temporary;
        scratch = other;
        program().script("V1__a.sql", "-- tidegate: pre-traffic", "create table a (id int);")
                .script("R__v.sql", "-- tidegate: any", "create or replace view v as select 1 as one;").run("pre");
    }

    @Test
    void findsNothingPending() {
        for (String command : List.of("pre", "post", "plan")) {
            assertThat(withoutFlyway(command).exit()).isZero();
        }
    }

    @Test
    void findsNothingDueYet() {
        program().script("V2__b.sql", "-- tidegate: post-traffic delay=4h", "create table b (id int);");

        assertThat(withoutFlyway("pre").exit()).isZero();
        assertThat(withoutFlyway("post", "--drained-at", "2999-01-01T00:00:00Z").exit()).isEqualTo(75);
    }

    @Test
    void butLoadsItToMigrate() {
        program().script("V2__b.sql", "-- tidegate: any", "create table b (id int);");

        assertThat(withoutFlyway("plan").exit()).isZero();
        assertThat(run("pre").exit()).isZero();
        assertThat(loaded()).contains(" org.flywaydb.");
    }

    @Test
    void refusesAnImageBelowTheFloor() throws IOException {
        program().script("V2__drop_a.sql", "-- tidegate: post-traffic", "drop table a;").run("post");
        Files.delete(folder.resolve("V2__drop_a.sql"));

        Program.Ended pre = withoutFlyway("pre");

        assertThat(pre.err()).startsWith("tidegate-task: this image is below the floor, nothing was run\n");
        assertThat(pre.exit()).isEqualTo(4);
    }

    @Test
    void refusesAnOccupiedSchema() {
        database.execute("drop table flyway_schema_history");

        for (String command : List.of("pre", "post", "plan")) {
            Program.Ended ended = withoutFlyway(command);
            assertThat(ended.err()).contains("schema \"public\" is not empty and has no schema history");
            assertThat(ended.exit()).isEqualTo(4);
        }
    }

    @Test
    void fillsUpTheReleaseHistory() {
        database.execute("delete from tidegate_history where version = '1'");
        withoutFlyway("plan");
        assertThat(noted()).containsExactly("view 42");

        withoutFlyway("pre");
        assertThat(noted()).containsExactly("view 42", "1 unknown");

        database.execute("drop table tidegate_history");
        withoutFlyway("post");
        assertThat(noted()).containsExactlyInAnyOrder("1 unknown", "view unknown");
    }

    @Test
    void waitsForSessionsOfOlderCode() throws SQLException {
        program().script("V2__drop_a.sql", "-- tidegate: post-traffic", "drop table a cascade;");
        try (Connection older = DriverManager.getConnection(database.url() + "?ApplicationName=shop/def456",
                "postgres", "")) {
            Program.Ended post = withoutFlyway("post", "--sessions", "--session-name=shop/{version}");

            assertThat(post.out()).contains("1 session of older code is open");
            assertThat(post.exit()).isEqualTo(75);
            assertThat(older.isValid(1)).isTrue();
        }
        assertThat(database.query("select to_regclass('a')")).containsExactly("a");
    }

    @Test
    void refusesAServerThatOnlyReads() {
        database.execute("alter database " + database.name() + " set default_transaction_read_only = on");

        Program.Ended pre = withoutFlyway("pre", "--connect-within=0s");

        assertThat(pre.err()).contains("the server only reads");
        assertThat(pre.exit()).isEqualTo(7);
    }

    private List<String> noted() {
        return database.query("select coalesce(version, 'view') || ' ' || coalesce(release, 'unknown')"
                + " from tidegate_history order by id");
    }

    private Program program() {
        return new Program(folder, database);
    }

    private Program.Ended withoutFlyway(String... arguments) {
        Program.Ended ended = run(arguments);
        assertThat(loaded()).contains(" dev.tidegate.task.Run ").doesNotContain(" org.flywaydb.", " software.amazon.",
                " org.slf4j.", " dev.tidegate.task.aws.");
        return ended;
    }

    private Program.Ended run(String... arguments) {
        Map<String, String> environment = new HashMap<>(Map.of("TIDEGATE_DATABASE_URL", database.url(),
                "TIDEGATE_DATABASE_USER", "postgres", "TIDEGATE_MIGRATIONS", folder.toString()));
        environment.putAll(Map.of("TIDEGATE_RELEASE", "42", "TIDEGATE_VERSION", "abc123"));
        return new TaskProcess(scratch, environment).run(List.of("-Xlog:class+load:file=" + scratch.resolve(
                "loaded")), arguments);
    }

    private String loaded() {
        try {
            return Files.readString(scratch.resolve("loaded"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
