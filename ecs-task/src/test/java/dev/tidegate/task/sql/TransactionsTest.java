package dev.tidegate.task.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"create unique index concurrently i on a (b) | CREATE INDEX CONCURRENTLY",
            "CREATE INDEX /* not */ CONCURRENTLY IF NOT EXISTS i ON a (b) | CREATE INDEX CONCURRENTLY",
            "drop index concurrently if exists i | DROP INDEX CONCURRENTLY",
            "reindex table concurrently a | REINDEX … CONCURRENTLY",
            "reindex (verbose, concurrently) index i | REINDEX … CONCURRENTLY",
            "reindex schema public | REINDEX SCHEMA",
            "alter table a detach partition a1 concurrently | DETACH PARTITION … CONCURRENTLY",
            "vacuum analyze a | VACUUM", "alter system set work_mem = '1GB' | ALTER SYSTEM",
            "create database d | CREATE DATABASE", "drop tablespace t | DROP TABLESPACE", "cluster | CLUSTER",
            "alter type t add value 'x' | ALTER TYPE … ADD VALUE"})
    void areRefusedInsideATransaction(String sql, String title) {
        assertThat(Transactions.refusedInside(one(sql), () -> 11)).contains(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create index i on a (b)", "drop index i", "reindex table a", "select 'vacuum'",
            "alter table a detach partition a1", "cluster a", "create table \"concurrently\" (id int)",
            "refresh materialized view concurrently v", "alter type t add value 'x'",
            "comment on table a is 'create index concurrently'"})
    void areAllowedInsideATransaction(String sql) {
        assertThat(Transactions.refusedInside(one(sql), () -> 12)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "start transaction", "commit", "end", "rollback", "abort",
            "prepare transaction 'x'"})
    void wouldEndTheTransaction(String sql) {
        assertThat(Transactions.control(one(sql))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"savepoint a", "rollback to a", "rollback to savepoint a", "prepare p as select 1"})
    void doNotEndTheTransaction(String sql) {
        assertThat(Transactions.control(one(sql))).isEmpty();
    }

    private static Statement one(String sql) {
        return Statements.of(sql).getFirst();
    }
}
