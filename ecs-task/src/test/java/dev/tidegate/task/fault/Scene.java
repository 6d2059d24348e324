package dev.tidegate.task.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import dev.tidegate.task.ChildProcess;
import dev.tidegate.task.Program;
import dev.tidegate.task.TestDatabase;

/** The mixed scripts, a database, and the runner between them. */
final class Scene {
    private final Path folder;
    private final TestDatabase database;
    private final List<String> machine;
    private final Program program;
    private int runs;

    Scene(Path folder, TestDatabase database) {
        this(folder, database, FastMachine.options());
    }

    Scene(Path folder, TestDatabase database, List<String> machine) {
        this.folder = folder;
        this.database = database;
        this.machine = machine;
        this.program = new Program(folder.resolve("sql"), database);
        Stream.concat(MixedScripts.PRE.stream(), MixedScripts.POST.stream()).forEach(step -> program.script(step.file(),
                step.lines().toArray(String[]::new)));
    }

    TestDatabase database() {
        return database;
    }

    /** The runner, for more scripts and other settings. */
    Program program() {
        return program;
    }

    ChildProcess start(String... arguments) {
        try {
            return program.start(Files.createDirectories(folder.resolve("run" + ++runs)), machine, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits for its end. */
    Program.Ended run(String... arguments) throws InterruptedException {
        try (ChildProcess run = start(arguments)) {
            return run.ended();
        }
    }

    /** The steps of {@code phase} that the schema history lacks. */
    List<Step> open(String phase) {
        List<String> applied = hasHistory()
                ? database.query("select script from flyway_schema_history where success")
                : List.of();
        return MixedScripts.of(phase).stream().filter(step -> !applied.contains(step.file())).toList();
    }

    /** Whether the server shows such a statement of a runner before {@code run} ends. */
    boolean runnerShows(ChildProcess run, String query) throws InterruptedException {
        return finds(run, "select 1 from pg_stat_activity where datname = current_database() and application_name like"
                + " 'tidegate/%' and application_name not like '% watch' and query ilike '" + query + "'");
    }

    /** Whether {@code sql} finds a row before {@code run} ends; what is not there yet cannot be asked for. */
    boolean finds(ChildProcess run, String sql) throws InterruptedException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            return run.sees(() -> finds(statement, sql));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean finds(Statement statement, String sql) {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean hasHistory() {
        return database.query("select to_regclass('flyway_schema_history')").getFirst() != null;
    }

    /** The next run finishes what is left, and then everything is there once and as it should be. */
    void finishes() throws InterruptedException {
        for (String phase : List.of("pre", "post")) {
            Program.Ended end = run(phase);
            assertThat(end.exit()).as(end.toString()).isZero();
        }
        isRight();
        hasNothingToDo();
    }

    /** Another run of either phase finds nothing to do. */
    void hasNothingToDo() throws InterruptedException {
        for (String phase : List.of("pre", "post")) {
            assertThat(run(phase).progress()).containsExactly("nothing is pending");
        }
    }

    /** Every migration was applied once, both histories say so, and nothing half done is left. */
    void isRight() {
        List<String> files = Stream.concat(MixedScripts.PRE.stream(), MixedScripts.POST.stream()).map(Step::file)
                .toList();
        assertThat(database.query("select script || ' ' || success from flyway_schema_history"))
                .containsExactlyInAnyOrderElementsOf(files.stream().map(file -> file + " true").toList());
        assertThat(database.query("select script from tidegate_history")).containsExactlyInAnyOrderElementsOf(files);
        assertThat(database.query("select script from applied_marks")).containsExactlyInAnyOrder("base", "column",
                "enum", "rows", "view", "drop", "end");
        assertThat(database.query("select indexrelid::regclass || ' ' || indisvalid from pg_index i join pg_class c"
                + " on c.oid = indexrelid where indrelid = 'item'::regclass or not indisvalid or c.relname ~"
                + " '_cc(new|old)'")).containsExactlyInAnyOrder("item_id true", "item_new true");
        assertThat(database.query("select count(*) from entry_2")).containsExactly("1000");
        assertThat(database.query("select sum(code - 1000) from item")).containsExactly("1830");
        assertThat(database.query("select relid::regclass::text from pg_partition_tree('entry')")).containsExactly(
                "entry");
        assertThat(database.query("select enumlabel from pg_enum order by enumsortorder")).containsExactly("good",
                "bad");
        assertThat(database.query("select attname from pg_attribute where attrelid = 'item'::regclass and attnum > 0"
                + " and not attisdropped order by 1")).containsExactly("code", "extra", "feeling", "id");
    }
}
