package dev.tidegate.task.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;

import dev.tidegate.task.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The locks that are expected are those that the server takes. */
class AlterLocksTest {
    private static TestDatabase database;

    @BeforeAll
    static void tables() {
        database = new TestDatabase();
        database.execute("create table b (id int primary key);"
                + " create table a (id int primary key, x int, y text, constraint c check (x > 0) not valid);"
                + " create index i on a (x); create sequence s; create table p (id int) partition by list (id);"
                + " create table p1 (id int);"
                + " create function f() returns trigger language plpgsql as 'begin return new; end';"
                + " create trigger t before insert on a for each row execute function f();"
                + " create materialized view m as select 1 as x; create unique index m_x on m (x)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "a | alter table a add constraint k foreign key (x) references b (id) not valid | SHARE_ROW_EXCLUSIVE",
            "b | alter table a add constraint k foreign key (x) references b (id) not valid | SHARE_ROW_EXCLUSIVE",
            "a | alter table a add foreign key (x) references b | SHARE_ROW_EXCLUSIVE",
            "a | alter table a add foreign key (x) references b, add z int | ACCESS_EXCLUSIVE",
            "a | alter table a add z int references b | ACCESS_EXCLUSIVE",
            "a | alter table a add constraint k check (x > 1) not valid | ACCESS_EXCLUSIVE",
            "a | alter table a validate constraint c | SHARE_UPDATE_EXCLUSIVE",
            "a | alter table a validate constraint c, alter x set default 1 | ACCESS_EXCLUSIVE",
            "a | alter table a disable trigger t | SHARE_ROW_EXCLUSIVE",
            "a | alter table only a enable always trigger t, disable trigger user | SHARE_ROW_EXCLUSIVE",
            "a | alter table a set (fillfactor = 70, autovacuum_enabled = off) | SHARE_UPDATE_EXCLUSIVE",
            "a | alter table a set (toast.autovacuum_enabled = off) | SHARE_UPDATE_EXCLUSIVE",
            "a | alter table a reset (fillfactor) | SHARE_UPDATE_EXCLUSIVE",
            "a | alter table a set (fillfactor = 70, user_catalog_table = true) | ACCESS_EXCLUSIVE",
            "a | alter table a cluster on i | SHARE_UPDATE_EXCLUSIVE",
            "a | alter table a set without cluster | SHARE_UPDATE_EXCLUSIVE",
            "a | alter table a alter column x set statistics 500 | SHARE_UPDATE_EXCLUSIVE",
            "a | alter table a alter x set (n_distinct = 5) | SHARE_UPDATE_EXCLUSIVE",
            "a | alter table a alter x set statistics 500, alter y set not null | ACCESS_EXCLUSIVE",
            "a | alter table a alter x set default 1 | ACCESS_EXCLUSIVE", "a | alter table a drop x | ACCESS_EXCLUSIVE",
            "a | alter table a rename y to trigger | ACCESS_EXCLUSIVE",
            "p | alter table p attach partition p1 for values in (1, 2) | SHARE_UPDATE_EXCLUSIVE",
            "i | alter index i set (fillfactor = 70) | SHARE_UPDATE_EXCLUSIVE",
            "s | alter sequence s increment by 5 cache 10 | SHARE_ROW_EXCLUSIVE",
            "s | alter sequence s rename to s2 | ACCESS_EXCLUSIVE", "a | lock table a in share mode | SHARE",
            "a | lock a in access share mode nowait | ACCESS_SHARE",
            "a | lock table only a, b in share row exclusive mode | SHARE_ROW_EXCLUSIVE",
            "a | lock table a | ACCESS_EXCLUSIVE", "m | refresh materialized view concurrently m | EXCLUSIVE"})
    void areWhatTheServerTakes(String relation, String sql, LockMode mode) throws SQLException {
        WantedLocks wanted = new WantedLocks();
        Statements.each(sql, wanted::add);

        assertThat(wanted.wanted()).containsEntry(new Name(java.util.List.of(relation)), mode);
        assertThat(taken(relation, sql)).isEqualTo(mode);
    }

    private static LockMode taken(String relation, String sql) throws SQLException {
        try (Connection connection = database.connect(); java.sql.Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select '" + relation + "'::regclass::oid");
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                long oid = row.getLong(1);
                statement.execute(sql);
                return strongest(statement, oid);
            }
        }
    }

    private static LockMode strongest(java.sql.Statement statement, long oid) throws SQLException {
        LockMode strongest = LockMode.ACCESS_SHARE;
        try (ResultSet rows = statement.executeQuery("select mode from pg_locks where pid = pg_backend_pid() and"
                + " relation = " + oid)) {
            while (rows.next()) {
                String mode = rows.getString(1);
                strongest = strongest.or(Stream.of(LockMode.values()).filter(known -> known.inCatalog().equals(mode))
                        .findFirst().orElseThrow());
            }
            return strongest;
        }
    }
}
