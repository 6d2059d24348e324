package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Autovacuum holds what a migration needs, for as long as it likes: it gives way only to whoever waits longer than
 * {@code deadlock_timeout}. On a server of its own, where it looks for work every second.
 */
@Timeout(90)
class AutovacuumTest {
    private static final String BUSY = "select 1 from pg_stat_activity a join pg_locks l using (pid)"
            + " where backend_type = 'autovacuum worker' and l.relation = 'a'::regclass";

    private static final String SAYS_HOW = "do $$ begin raise notice 'gave way after %',"
            + " current_setting('deadlock_timeout'); end $$;";

    /** From PostgreSQL 15 on the right to set one parameter can be granted. */
    private static final boolean GRANTS_PARAMETERS = Integer.getInteger("tidegate.postgres") >= 15;

    @Test
    void isOutwaited(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").setServerConfig(
                "autovacuum_naptime", "1s").start();
                Connection session = server.getPostgresDatabase().getConnection()) {
            Program program = new Program(folder).with("TIDEGATE_DATABASE_URL", "jdbc:postgresql://localhost:" + server
                    .getPort() + "/postgres").with("TIDEGATE_DATABASE_USER", "postgres")
                    .script("V1__a.sql", "-- tidegate: pre-traffic", "create table a (id int);");
            program.run("pre");
            vacuumSlowly(session);
            program.script("V2__b.sql", "-- tidegate: pre-traffic", "alter table a add column b int;", SAYS_HOW);

            // The superuser may shorten deadlock_timeout.
            assertOutwaits(program, "30ms");

            execute(session,
                    "create role narrow login; grant all on schema public to narrow; alter table a owner to narrow;"
                            + " alter table flyway_schema_history owner to narrow; alter table tidegate_history owner to narrow");
            vacuumSlowly(session);
            program.script("V3__c.sql", "-- tidegate: pre-traffic", "alter table a add column c int;", SAYS_HOW).with(
                    "TIDEGATE_DATABASE_USER", "narrow");

            // Others wait for as long as it is set.
            assertOutwaits(program, "1s");

            if (GRANTS_PARAMETERS) {
                execute(session, "grant set on parameter deadlock_timeout to narrow");
                vacuumSlowly(session);
                program.script("V4__d.sql", "-- tidegate: pre-traffic", "alter table a add column d int;", SAYS_HOW);

                assertOutwaits(program, "30ms");
            }
        }
    }

    private static void assertOutwaits(Program program, String deadlockTimeout) {
        Program.Ended pre = program.run("pre");
        assertThat(pre.exit()).isZero();
        assertThat(pre.progress()).contains("  notice: gave way after " + deadlockTimeout);
        assertThat(pre.progress()).anyMatch(line -> line.matches(
                "waiting  \\d: blocked by autovacuum \\(pid \\d+\\).*"));
    }

    private static void vacuumSlowly(Connection session) throws SQLException {
        execute(session, "alter table a set (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0,"
                + " autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1);"
                + " insert into a select generate_series(1, 20000); update a set id = id");
        while (!finds(session, BUSY)) {
            if (Thread.interrupted()) {
                throw new IllegalStateException("autovacuum does not come");
            }
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean finds(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }
}
