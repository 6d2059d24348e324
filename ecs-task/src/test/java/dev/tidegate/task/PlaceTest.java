package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where scripts lie, where history is kept, and what scripts may contain. */
class PlaceTest {
    private final TestDatabase database = new TestDatabase();
    private Program program;
    private Path folder;

    @BeforeEach
    void program(@TempDir Path temporary) {
        folder = temporary;
        program = new Program(folder, database);
    }

    @Test
    void keepsSchemaAndHistoryTableApart() {
        database.execute("create schema shop");
        program.script("V1__a.sql", "-- tidegate: any", "create table a (id int);");

        assertThat(program.run("pre", "--schema", "shop", "--table", "history").exit()).isZero();
        assertThat(database.query("select schemaname || '.' || tablename from pg_tables where schemaname in ('shop',"
                + " 'public') order by 1")).containsExactly("shop.a", "shop.history", "shop.tidegate_history");
    }

    @Test
    void readsSubfoldersAndScriptConfiguration() {
        program.script("2026/V1__a.sql", "-- tidegate: any", "create table a (id int);")
                .script("2026/V2__vacuum.sql", "-- tidegate: any", "reindex table concurrently a;")
                .script("2026/V2__vacuum.sql.conf", "executeInTransaction=false");

        assertThat(program.run("pre").exit()).isZero();
        assertThat(database.query("select script from flyway_schema_history order by 1"))
                .containsExactly("2026/V1__a.sql", "2026/V2__vacuum.sql");
    }

    @Test
    void leavesDollarBracesInScriptsAlone() {
        program.script("V1__a.sql", "-- tidegate: any", "create table a as select '${name} é'::text as greeting;");

        assertThat(program.run("pre").exit()).isZero();
        assertThat(database.query("select greeting from a")).containsExactly("${name} é");
    }

    @Test
    void passesOnNotices() {
        program.script("V1__a.sql", "-- tidegate: any", "do $$ begin raise notice 'half way'; end $$;");

        assertThat(program.run("pre").progress()).contains("  notice: half way");
    }

    @Test
    void takesOverAHistoryThatPlainFlywayBegan() {
        program.script("V1__a.sql", "create table a (id int);");
        plainFlyway().migrate();
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create table b (id int);");

        assertThat(program.run("pre").progress()).containsExactly("1 of 1 pending migrations run now",
                "applying 2 \"b\" (V2__b.sql)", "applied  2 in … ms");
    }

    @Test
    void appliesALowerVersionAfterAHigherOneAndPlainFlywayAgrees() {
        program.script("V1__a.sql", "-- tidegate: pre-traffic", "create table a (id int);")
                .script("V2__b.sql", "-- tidegate: post-traffic", "create table b (id int);")
                .script("V3__c.sql", "-- tidegate: pre-traffic after=1", "create table c (id int);");

        assertThat(program.run("pre").exit()).isZero();
        assertThat(program.run("post").exit()).isZero();

        assertThat(database.query("select version from flyway_schema_history order by installed_rank"))
                .containsExactly("1", "3", "2");
        Flyway plain = plainFlyway();
        assertThat(plain.validateWithResult().validationSuccessful).isTrue();
        assertThat(plain.migrate().migrationsExecuted).isZero();
    }

    private Flyway plainFlyway() {
        return Flyway.configure().loggers("dev.tidegate.task.flyway.QuietLog").dataSource(database.url(), "postgres",
                "")
                .locations("filesystem:" + folder).load();
    }
}
