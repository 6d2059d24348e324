package dev.tidegate.task.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

import dev.tidegate.task.Program;
import dev.tidegate.task.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A statement fails after much of its work is done, and a lock is held for longer than anybody waits. */
@Timeout(120)
class LateFailureTest {
    private static final String FULL = "create function store(n int) returns int immutable language plpgsql as $$ begin"
            + " if n > 900 then raise 'could not extend file: No space left on device' using errcode = '53100'; end if;"
            + " return n; end $$";
    private static final String EMPTIED = "create or replace function store(n int) returns int immutable language sql"
            + " as 'select n'";
    private final TestDatabase database = new TestDatabase();
    private Program program;

    @BeforeEach
    void aTableWithRows(@TempDir Path folder) {
        program = new Program(folder, database).script("V1__a.sql", "-- tidegate: pre-traffic",
                "create table a (id int, copy int);", "insert into a select n from generate_series(1, 1000) n;");
        assertThat(program.run("pre").exit()).isZero();
        database.execute(FULL);
    }

    @Test
    void aTransactionOnAFullDiskLeavesNothing() {
        program.script("V2__copy.sql", "-- tidegate: pre-traffic", "create table b (id int);",
                "update a set copy = store(id);");

        Program.Ended end = program.run("pre");

        assertThat(end.exit()).isEqualTo(3);
        assertThat(end.err()).startsWith(
                "tidegate-task: migration 2 \"copy\" (V2__copy.sql, line 3) failed: ERROR: could"
                        + " not extend file: No space left on device").contains("(SQLSTATE 53100)").endsWith(
                                "  the script ran in a transaction: the database is as it was before it\n");
        assertThat(database.query("select count(*) from a where copy is not null")).containsExactly("0");
        assertThat(database.query("select to_regclass('b')")).containsExactly((String) null);

        database.execute(EMPTIED);
        assertThat(program.run("pre").exit()).isZero();
        assertThat(database.query("select count(*) from a where copy = id")).containsExactly("1000");
        isApplied();
    }

    @Test
    void anIndexOnAFullDiskIsBuiltAgain() {
        program.script("V2__index.sql", "-- tidegate: pre-traffic",
                "create index concurrently a_store on a (store(id));");

        assertThat(program.run("pre").exit()).isEqualTo(3);
        assertThat(database.query("select indisvalid from pg_index where indexrelid = 'a_store'::regclass"))
                .containsExactly("f");

        database.execute(EMPTIED);
        Program.Ended next = program.run("pre");
        assertThat(next.exit()).as(next.toString()).isZero();
        assertThat(database.query("select indexrelid::regclass || ' ' || indisvalid from pg_index where indrelid ="
                + " 'a'::regclass")).containsExactly("a_store true");
        isApplied();
    }

    @Test
    void aUniqueIndexIsBuiltAgainWhenTheDuplicatesAreGone() {
        database.execute("insert into a values (1)");
        program.script("V2__index.sql", "-- tidegate: pre-traffic", "create unique index concurrently a_id on a (id);");

        assertThat(program.run("pre").exit()).isEqualTo(3);

        database.execute("delete from a where ctid = (select max(ctid) from a where id = 1)");
        assertThat(program.run("pre").exit()).isZero();
        assertThat(database.query("select indexrelid::regclass || ' ' || indisvalid from pg_index where indrelid ="
                + " 'a'::regclass")).containsExactly("a_id true");
        isApplied();
    }

    @Test
    void aLockThatIsHeldForLongEndsTheRunAndNamesItsHolder() throws Exception {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "alter table a add b int;").with("TIDEGATE_LOCK_BUDGET",
                "2s");
        try (Connection holder = database.connect(); Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select count(*) from a");

            Program.Ended end = program.run("pre");

            assertThat(end.exit()).isEqualTo(5);
            assertThat(end.err()).contains("blocked by pid ").contains("select count(*) from a");
            holder.rollback();
        }
        assertThat(program.run("pre").exit()).isZero();
        isApplied();
    }

    private void isApplied() {
        assertThat(database.query("select version || ' ' || success from flyway_schema_history order by 1"))
                .containsExactly("1 true", "2 true");
        assertThat(database.query("select version from tidegate_history order by 1")).containsExactly("1", "2");
    }
}
