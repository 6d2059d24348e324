package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code older than the newest contraction of the schema can no longer be deployed. */
class FloorTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");

    private final TestDatabase database = new TestDatabase();
    private Program program;
    private Path folder;

    @BeforeEach
    void releases(@TempDir Path temporary) {
        folder = temporary;
        program = new Program(folder, database).at(() -> TEN).with("TIDEGATE_EVIDENCE", "no task of 41 since 09:58")
                .script("V1__create_customer.sql", "-- tidegate: pre-traffic",
                        "create table customer (id int, name text, full_name text);")
                .script("V2__drop_name.sql", "-- tidegate: post-traffic", "alter table customer drop column name;");
        program.run("pre");
    }

    @Test
    void refusesAnImageThatLacksAPostTrafficMigration() throws IOException {
        program.run("post");
        Files.delete(folder.resolve("V2__drop_name.sql"));

        Program.Ended pre = program.with("TIDEGATE_RELEASE", "41").run("pre");

        assertThat(pre.exit()).isEqualTo(4);
        assertThat(pre.err()).isEqualTo(
                """
                        tidegate-task: this image is below the floor, nothing was run
                          it lacks post-traffic migration 2 "drop name" (V2__drop_name.sql), which is not rollback-safe; release 42 \
                        (abc123) applied it at 2026-01-01T10:00:00Z
                          deploy a newer image: release 42 (abc123), or a later one; to roll back to this one is too late: what its \
                        code may need is gone from the database
                        """);
        assertThat(pre.result()).startsWith(
                "{\"result\":\"refused\",\"exit\":4,\"command\":\"pre\",\"release\":\"41\",");
    }

    @Test
    void refusesAnImageThatLacksOneInTheMiddle() throws IOException {
        program.script("V3__index.sql", "-- tidegate: pre-traffic after=1", "create index on customer (id);");
        program.run("pre");
        program.run("post");
        Files.delete(folder.resolve("V2__drop_name.sql"));

        assertThat(program.run("pre").err()).startsWith(
                "tidegate-task: this image is below the floor, nothing was run\n")
                .doesNotContain("put it back");
    }

    /** The way back after a hotfix that was numbered before what was there already. */
    @Test
    void letsAnOlderImageGoOnWithoutAHotfixThatItCanLiveWith() throws IOException {
        program.script("V5__later.sql", "-- tidegate: any after=none", "create table later (id int);").run("pre");
        program.with("TIDEGATE_RELEASE", "43").script("V4__hotfix.sql", "-- tidegate: pre-traffic after=none",
                "create table hotfix (id int);").run("pre");
        Files.delete(folder.resolve("V4__hotfix.sql"));
        program.with("TIDEGATE_RELEASE", "42").script("V6__next.sql", "-- tidegate: pre-traffic after=none",
                "create table next (id int);");
        String warning = "warning: this image is older than migrations that were applied after all of its own, and goes on"
                + " without them\n  4 \"hotfix\" (V4__hotfix.sql), marked pre-traffic; release 43 (abc123) applied it at"
                + " 2026-01-01T10:00:00Z\n";

        assertThat(program.run("plan").out()).contains(warning);
        Program.Ended pre = program.run("pre");
        assertThat(pre.exit()).as(pre.err()).isZero();
        assertThat(pre.out()).contains(warning, "applied  6 in ");
    }

    @Test
    void warnsInThePlan() throws IOException {
        program.run("post");
        Files.delete(folder.resolve("V2__drop_name.sql"));

        Program.Ended plan = program.run("plan");

        assertThat(plan.exit()).isZero();
        assertThat(plan.out()).isEqualTo(
                """
                        nothing is pending
                        warning: pre would refuse this image, it is below the floor
                          it lacks post-traffic migration 2 "drop name" (V2__drop_name.sql), which is not rollback-safe; release 42 \
                        (abc123) applied it at 2026-01-01T10:00:00Z
                        """);
        assertThat(program.run("plan", "--json").out()).contains(
                "\"plan\":[],\"warnings\":[\"pre would refuse this image,");
    }

    @Test
    void letsARollbackSafeOneBeLacking() throws IOException {
        program.script("V2__drop_name.sql", "-- tidegate: post-traffic rollback-safe",
                "alter table customer drop column name;").run("post");
        Files.delete(folder.resolve("V2__drop_name.sql"));

        assertThat(program.run("pre").exit()).isZero();
        assertThat(program.run("floor").out())
                .isEqualTo("no floor: no post-traffic migration has run that is not rollback-safe\n");
    }

    @Test
    void letsAPreTrafficOneBeLacking() throws IOException {
        program.script("V3__index.sql", "-- tidegate: pre-traffic after=1", "create index on customer (id);").run(
                "pre");
        Files.delete(folder.resolve("V3__index.sql"));
        Files.delete(folder.resolve("V2__drop_name.sql"));

        assertThat(program.run("pre").exit()).isZero();
    }

    @Test
    void letsARepeatableOneBeLacking() throws IOException {
        program.script("R__grants.sql", "-- tidegate: post-traffic", "select 1;").run("post");
        Files.delete(folder.resolve("R__grants.sql"));

        assertThat(program.run("pre").exit()).isZero();
    }

    @Test
    void countsWhatAFreshDatabaseGot() throws IOException {
        TestDatabase fresh = new TestDatabase();
        Program pre = new Program(folder, fresh).with("TIDEGATE_FRESH", "true");
        assertThat(pre.run("pre").exit()).isZero();
        Files.delete(folder.resolve("V2__drop_name.sql"));

        assertThat(pre.run("pre").exit()).isEqualTo(4);
        assertThat(fresh.query("select phase || ', ' || evidence from tidegate_history where version = '2'"))
                .containsExactly("pre-traffic, the database was fresh");
    }

    @Test
    void showsTheFloor() {
        program.run("post");
        program.script("V3__drop_id.sql", "-- tidegate: post-traffic", "alter table customer drop column id;")
                .with("TIDEGATE_RELEASE", "43").with("TIDEGATE_VERSION", "def456").at(() -> TEN.plusSeconds(86_400))
                .with("TIDEGATE_EVIDENCE", "").run("post");

        Program.Ended floor = program.run("floor", "--migrations", "/nowhere");

        assertThat(floor.exit()).isZero();
        assertThat(floor.out()).isEqualTo(
                """
                        the floor is release 43 (def456); pre refuses an image that lacks a script of one of these post-traffic \
                        migrations:
                          VERSION  DESCRIPTION  RELEASE  CODE    APPLIED               EVIDENCE
                          2        drop name    42       abc123  2026-01-01T10:00:00Z  no task of 41 since 09:58
                          3        drop id      43       def456  2026-01-02T10:00:00Z  -
                        """);
        assertThat(floor.err()).isEqualTo("floor of release 43 (def456), database \"" + database.name()
                + "\" on localhost:" + TestDatabase.port() + "\n");
    }

    @Test
    void showsTheFloorAsJson() {
        program.run("post");

        assertThat(program.run("floor", "--json").out()).isEqualTo("{\"result\":\"succeeded\",\"exit\":0,"
                + "\"command\":\"floor\",\"release\":\"42\",\"version\":\"abc123\",\"floor\":{\"release\":\"42\","
                + "\"releaseVersion\":\"abc123\",\"appliedAt\":\"2026-01-01T10:00:00Z\",\"migrations\":[{\"version\":\"2\","
                + "\"description\":\"drop name\",\"script\":\"V2__drop_name.sql\",\"release\":\"42\","
                + "\"releaseVersion\":\"abc123\",\"appliedAt\":\"2026-01-01T10:00:00Z\","
                + "\"evidence\":\"no task of 41 since 09:58\"}]}}\n");
    }

    /** The image is newer than the code that is deployed again, so it lacks nothing. */
    @Test
    void refusesCodeThatCameBeforeTheReleaseOfAPostTrafficMigration() {
        program.run("post");
        Program older = program.with("TIDEGATE_RELEASE", "43").with("TIDEGATE_VERSION", "shop:41");
        older.with("TIDEGATE_LATER_RELEASES", "17,42");

        Program.Ended pre = older.run("pre");

        assertThat(pre.exit()).isEqualTo(4);
        assertThat(pre.err()).isEqualTo(
                """
                        tidegate-task: the code of shop:41 was released before, and is below the floor, nothing was run
                          post-traffic migration 2 "drop name" (V2__drop_name.sql) is not rollback-safe; release 42 (abc123) applied \
                        it at 2026-01-01T10:00:00Z, later
                          deploy the code of that release or a later one; if this code does know the migrations, build it anew
                        """);
        assertThat(older.run("plan").out()).contains("warning: the code of shop:41 was released before");
        assertThat(older.with("TIDEGATE_LATER_RELEASES", "17").run("pre").exit()).isZero();
    }
}
