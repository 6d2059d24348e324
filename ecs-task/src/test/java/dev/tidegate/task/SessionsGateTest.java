package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Properties;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Post-traffic work waits while sessions of older code are open. */
class SessionsGateTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");

    private final TestDatabase database = new TestDatabase();
    private final String app = "app_" + database.name();
    private Program program;

    @BeforeEach
    void scripts(@TempDir Path folder) {
        database.execute("create role " + app + " login");
        program = new Program(folder, database).script("V1__a.sql", "-- tidegate: pre-traffic",
                "create table a (id int);").script("V2__b.sql", "-- tidegate: post-traffic", "drop table a;")
                .with("TIDEGATE_SESSIONS", "true").with("TIDEGATE_SESSION_NAME", "shop/{version}").at(() -> NOW);
        assertThat(program.run("pre").exit()).isZero();
    }

    @Test
    void comesBackWhileAnOlderSessionIsOpen() throws SQLException {
        try (Connection older = session("shop/def456"); Connection ours = session("shop/abc123")) {
            String seen = seen("shop/def456");

            Program.Ended post = program.run("post");

            assertThat(post.exit()).isEqualTo(75);
            assertThat(post.progress()).containsExactly("1 session of older code; expected only \"shop/abc123\":",
                    "  " + seen, "0 of 1 pending migrations run now",
                    "left     2 \"b\" (V2__b.sql): 1 session of older code is open: " + seen);
            assertThat(post.result()).contains("\"result\":\"not-yet\",\"exit\":75,").contains("\"now\":\"not yet\"")
                    .endsWith(",\"notBefore\":\"2026-01-31T09:30:30Z\"}");
            assertThat(post.err()).isEmpty();
            assertThat(older.isValid(1) && ours.isValid(1)).isTrue();
        }
        untilGone("shop/def456");
        assertThat(program.run("post").exit()).isZero();
        assertThat(database.query("select to_regclass('a')")).containsExactly((String) null);
    }

    @Test
    void reportsSessionsWithoutAVersionAndGoesOn() throws SQLException {
        try (Connection ours = session("shop/abc123"); Connection cron = session("shop-cron")) {
            String seen = seen("shop-cron");

            Program.Ended post = program.run("post");

            assertThat(post.progress()).startsWith("1 session of the same application without a version in the name,"
                    + " which may be of older code and do not stand in the way:", "  " + seen);
            assertThat(post.exit()).isZero();
            assertThat(ours.isValid(1) && cron.isValid(1)).isTrue();
        }
    }

    @Test
    void showsInThePlanWhatPostWaitsFor() throws SQLException {
        try (Connection older = session("shop/def456")) {
            String seen = seen("shop/def456");

            Program.Ended plan = program.run("plan", "--phase", "post-traffic");

            assertThat(plan.out()).isEqualTo("""
                    the post-traffic run, 1 pending migration: 1 not yet
                      VERSION  DESCRIPTION  MARK          RUNS     WHY
                      2        b            post-traffic  not yet  1 session of older code is open: %s
                    """.formatted(seen));
            assertThat(plan.err()).contains("1 session of older code; expected only \"shop/abc123\":");
            assertThat(plan.exit()).isZero();
            assertThat(older.isValid(1)).isTrue();
        }
    }

    @Test
    void doesNotLookWhenThereIsNothingToRunNorBeforeTraffic() throws SQLException {
        try (Connection older = session("shop/def456")) {
            assertThat(program.run("pre").exit()).isZero();
            assertThat(program.with("TIDEGATE_SESSIONS", "false").run("post").exit()).isZero();
            assertThat(program.with("TIDEGATE_SESSIONS", "true").run("post").progress()).containsExactly(
                    "nothing is pending");
            assertThat(older.isValid(1)).isTrue();
        }
    }

    @Test
    void saysWhatItIsNotAllowedToSee() throws SQLException {
        String narrow = "narrow_" + database.name();
        database.execute("create role " + narrow + " login");
        database.execute("grant select on flyway_schema_history, tidegate_history to " + narrow);
        try (Connection older = session("shop/def456")) {
            Program.Ended post = program.run("post", "--user", narrow);

            assertThat(post.exit()).isEqualTo(75);
            assertThat(post.progress()).startsWith("1 session of older code; expected only \"shop/abc123\":",
                    "  pid " + pid("shop/def456") + ", user \"" + app + "\", application_name \"shop/def456\"",
                    "not allowed to see since when and from where sessions are open; for that, grant pg_read_all_stats"
                            + " to the login of the migrations");
            assertThat(older.isValid(1)).isTrue();
        }
    }

    @Test
    void doesNotMindSessionsOfOtherDatabases() throws SQLException {
        TestDatabase other = new TestDatabase();
        try (Connection older = session(other, "shop/def456")) {
            assertThat(program.run("post").exit()).isZero();
            assertThat(older.isValid(1)).isTrue();
        }
    }

    @Test
    void takesTheVersionThatSessionsCarry() throws SQLException {
        try (Connection ours = session("shop/17")) {
            assertThat(program.run("post", "--session-version", "17").exit()).isZero();
            assertThat(ours.isValid(1)).isTrue();
        }
    }

    @Test
    void asksForWhatItNeeds() {
        Program.Ended post = program.with("TIDEGATE_SESSION_NAME", "").with("TIDEGATE_VERSION", "").run("post");

        assertThat(post.err()).isEqualTo(
                """
                        tidegate-task: 2 problems
                          setting session-name (TIDEGATE_SESSION_NAME or --session-name): not set; with sessions expected a text with \
                        {version} in it once and something before, such as shop/{version}
                          setting session-version (TIDEGATE_SESSION_VERSION or --session-version): not set, nor is TIDEGATE_VERSION; \
                        with sessions expected the version that the release's sessions carry
                        """);
        assertThat(program.with("TIDEGATE_SESSION_NAME", "shop").run("post", "--session-version", "repo/shop:41").err())
                .isEqualTo(
                        """
                                tidegate-task: 1 problem
                                  setting session-name (TIDEGATE_SESSION_NAME or --session-name): found "shop"; allowed: a text with \
                                {version} in it once and something before, such as shop/{version}
                                """);
        assertThat(program.run("post", "--session-name=shop/{version}", "--session-version", "repo/shop:41").err())
                .isEqualTo(
                        """
                                tidegate-task: 1 problem
                                  setting session-version (TIDEGATE_SESSION_VERSION or --session-version): found "repo/shop:41"; \
                                expected a version without slashes and spaces, as it stands in session-name
                                """);
    }

    private Connection session(String name) throws SQLException {
        return session(database, name);
    }

    private Connection session(TestDatabase where, String name) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", app);
        properties.setProperty("ApplicationName", name);
        return DriverManager.getConnection(where.url(), properties);
    }

    private String seen(String name) {
        return database.query("select 'pid ' || pid || ', user \"' || usename || '\", application_name \"' ||"
                + " application_name || '\", since ' || to_char(backend_start at time zone 'UTC',"
                + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') || ' from ' || host(client_addr) from pg_stat_activity"
                + " where application_name = '" + name + "' and datname = current_database()").getFirst();
    }

    private String pid(String name) {
        return database.query("select pid from pg_stat_activity where datname = current_database() and"
                + " application_name = '" + name + "'").getFirst();
    }

    /** A closed session disappears a moment later. */
    private void untilGone(String name) {
        while (!database.query("select pid from pg_stat_activity where application_name = '" + name + "'").isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
