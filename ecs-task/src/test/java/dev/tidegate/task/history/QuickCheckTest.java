package dev.tidegate.task.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import dev.tidegate.task.TestDatabase;
import dev.tidegate.task.flyway.SchemaHistory;
import dev.tidegate.task.migration.Script;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.script.Placeholders;
import dev.tidegate.task.script.ScriptFolder;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What was read of the history says the same as Flyway, or nothing. */
class QuickCheckTest {
    private static final Placeholders OFF = new Placeholders.Off();

    private final TestDatabase database = new TestDatabase();
    private Path folder;

    @BeforeEach
    void history(@TempDir Path temporary) throws IOException {
        folder = temporary;
        script("V1__a.sql", "create table a (id int);");
        script("V2.1__b_and_c.sql", "create table b (id int);\r\ncreate table c (id int);");
        script("sub/V003__d.sql", "\uFEFFcreate table d (id int);\n\n");
        script("R__view.sql", "create or replace view v as select 1 as one;");
        plainFlyway().load().migrate();
    }

    @Test
    void findsNothingPending() {
        assertThat(pending()).isEmpty();
    }

    @Test
    void findsTheNewScriptsAlsoThoseBetweenAppliedOnes() throws IOException {
        script("V4__e.sql", "create table e (id int);");
        script("V1.5__f.sql", "create table f (id int);");
        script("R__other.sql", "create or replace view w as select 1 as one;");

        assertThat(pending()).containsExactly("V1.5__f.sql", "V4__e.sql", "R__other.sql");
    }

    @Test
    void findsTheRepeatableScriptsThatHaveChanged() throws IOException {
        script("R__view.sql", "create or replace view v as select 2 as one;");
        assertThat(pending()).containsExactly("R__view.sql");

        plainFlyway().load().migrate();
        assertThat(pending()).isEmpty();

        script("R__view.sql", "create or replace view v as select 1 as one;");
        assertThat(pending()).containsExactly("R__view.sql");
    }

    @Test
    void leavesASchemaWithoutAHistoryToFlyway() {
        assertThat(check(new TestDatabase(), Optional.empty())).isEmpty();
    }

    @Test
    void looksIntoTheSchemaThatItIsTold() {
        database.execute("create schema old");
        plainFlyway().schemas("shop").defaultSchema("shop").load().migrate();

        SchemaHistory.State state = check(database, Optional.of("shop")).orElseThrow();

        assertThat(state).isEqualTo(flyway(Optional.of("shop"), OFF));
        assertThat(state.pending()).isEmpty();
        assertThat(check(database, Optional.of("old"))).isEmpty();
    }

    @Test
    void doesNotTakeTheHistoryOfAnotherSchemaForItsOwn() {
        database.execute("create schema first");
        database.execute("alter database " + database.name() + " set search_path = first, public");

        assertLeftToFlyway();
    }

    @Test
    void leavesAChangedScriptToFlyway() throws IOException {
        script("V1__a.sql", "create table a (id bigint);");

        assertLeftToFlyway();
    }

    @Test
    void leavesARemovedScriptToFlyway() throws IOException {
        Files.delete(folder.resolve("V2.1__b_and_c.sql"));

        assertLeftToFlyway();
    }

    @Test
    void leavesARenamedScriptToFlyway() throws IOException {
        Files.move(folder.resolve("V1__a.sql"), folder.resolve("V1__other.sql"));

        assertLeftToFlyway();
    }

    @Test
    void leavesAFailedMigrationToFlyway() {
        database.execute("update flyway_schema_history set success = false where version = '003'");

        assertLeftToFlyway();
    }

    @Test
    void leavesABaselineToFlyway() {
        database.execute("update flyway_schema_history set type = 'BASELINE', checksum = null where version = '1'");

        assertLeftToFlyway();
    }

    @Test
    void leavesAnEmptyHistoryToFlyway() {
        database.execute("delete from flyway_schema_history");

        assertLeftToFlyway();
    }

    @Test
    void leavesAScriptWithConfigurationToFlyway() throws IOException {
        script("V1__a.sql.conf", "executeInTransaction=false");

        assertLeftToFlyway();
    }

    @Test
    void leavesRepeatableScriptsToFlywayWhenPlaceholdersAreFilledIn() throws IOException {
        Placeholders on = new Placeholders.On(Map.of("one", "1"));
        assertThat(check(database, Optional.empty(), on)).isEmpty();

        Files.delete(folder.resolve("R__view.sql"));
        database.execute("delete from flyway_schema_history where version is null");
        SchemaHistory.State state = check(database, Optional.empty(), on).orElseThrow();
        assertThat(state).isEqualTo(flyway(Optional.empty(), on));
        assertThat(state.pending()).isEmpty();
    }

    @Test
    void isNotAskedOfATableThatIsNoHistory() {
        database.execute("alter table flyway_schema_history drop column checksum");

        assertThatThrownBy(() -> check(database, Optional.empty())).isInstanceOf(TaskException.class)
                .hasMessageStartingWith("cannot read the schema history or tidegate_history: ERROR: column \"checksum\""
                        + " does not exist");
    }

    private List<String> pending() {
        SchemaHistory.State state = check(database, Optional.empty()).orElseThrow();
        assertThat(state).isEqualTo(flyway(Optional.empty(), OFF));
        return state.pending().stream().map(Script::file).toList();
    }

    private void assertLeftToFlyway() {
        assertThat(check(database, Optional.empty())).isEmpty();
    }

    private Optional<SchemaHistory.State> check(TestDatabase in, Optional<String> schema) {
        return check(in, schema, OFF);
    }

    private Optional<SchemaHistory.State> check(TestDatabase in, Optional<String> schema, Placeholders placeholders) {
        SchemaState found = new ReleaseHistory(source(in), schema, "flyway_schema_history").read(scripts());
        return new QuickCheck(folder, placeholders).state(scripts(), found);
    }

    private SchemaHistory.State flyway(Optional<String> schema, Placeholders placeholders) {
        return new SchemaHistory(source(database), source(database), place(schema), placeholders).read(scripts(),
                Set.of());
    }

    private List<Script> scripts() {
        return ScriptFolder.read(folder);
    }

    private SchemaHistory.Place place(Optional<String> schema) {
        return new SchemaHistory.Place(folder, schema, "flyway_schema_history");
    }

    private void script(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private FluentConfiguration plainFlyway() {
        return Flyway.configure().loggers("dev.tidegate.task.flyway.QuietLog").dataSource(source(database))
                .locations("filesystem:" + folder);
    }

    private static DataSource source(TestDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser("postgres");
        return source;
    }
}
