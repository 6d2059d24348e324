package dev.tidegate.task.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedLocksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "alter table only shop.a add column b int | {shop.a=ACCESS_EXCLUSIVE}",
            "alter table if exists \"A b\" rename to c | {A b=ACCESS_EXCLUSIVE}",
            "alter table a validate constraint c | {a=SHARE_UPDATE_EXCLUSIVE}",
            "alter table a add constraint f foreign key (x) references b (id) | {a=SHARE_ROW_EXCLUSIVE, b=SHARE_ROW_EXCLUSIVE}",
            "alter table a attach partition a1 for values in (1) | {a=SHARE_UPDATE_EXCLUSIVE, a1=ACCESS_EXCLUSIVE}",
            "alter table a detach partition a1 | {a=ACCESS_EXCLUSIVE, a1=ACCESS_EXCLUSIVE}",
            "alter table a detach partition a1 concurrently | {a=SHARE_UPDATE_EXCLUSIVE, a1=SHARE_UPDATE_EXCLUSIVE}",
            "alter index i rename to j | {i=ACCESS_EXCLUSIVE}", "alter function f() owner to o | {}",
            "drop trigger t on a | {a=ACCESS_EXCLUSIVE}", "create index i on a (b) | {a=SHARE}",
            "create unique index concurrently on a (b) | {a=SHARE_UPDATE_EXCLUSIVE}",
            "create table n (id int references a) | {a=SHARE_ROW_EXCLUSIVE}", "create table n (id int) | {}",
            "create table n partition of a for values in (1) | {a=ACCESS_EXCLUSIVE}",
            "create trigger t before insert on a for each row execute function f() | {a=SHARE_ROW_EXCLUSIVE}",
            "create policy p on a | {a=ACCESS_EXCLUSIVE}", "create extension e | {}",
            "create or replace view v as select x from a | {a=ACCESS_SHARE, from=ACCESS_SHARE, select=ACCESS_SHARE,"
                    + " v=ACCESS_EXCLUSIVE, x=ACCESS_SHARE}",
            "delete from a | {a=ROW_EXCLUSIVE, from=ROW_EXCLUSIVE}", "select 1 | {}",
            "comment on table a is 'b' | {a=SHARE_UPDATE_EXCLUSIVE, is=SHARE_UPDATE_EXCLUSIVE,"
                    + " on=SHARE_UPDATE_EXCLUSIVE, table=SHARE_UPDATE_EXCLUSIVE}"})
    void followTheWordsOfAStatement(String sql, String expected) {
        assertThat(wanted(sql)).hasToString(expected);
    }

    @Test
    void knowDropsOfManyThings() {
        assertThat(wanted("drop table if exists a, shop.b cascade")).containsEntry("a", LockMode.ACCESS_EXCLUSIVE)
                .containsEntry("shop.b", LockMode.ACCESS_EXCLUSIVE);
    }

    @Test
    void looksIntoBlocks() {
        assertThat(wanted("do $$ begin execute 'alter table a add b int'; end $$")).containsEntry("a",
                LockMode.ACCESS_EXCLUSIVE);
        assertThat(wanted("do $$ begin update a set b = 1; end $$")).containsEntry("a", LockMode.ROW_EXCLUSIVE);
    }

    @Test
    void takeTheStrongestOfAScript() {
        assertThat(wanted("insert into a values (1); create index i on a (b);")).containsEntry("a", LockMode.SHARE);
    }

    @ParameterizedTest
    @CsvSource({"ACCESS_SHARE,1", "ROW_SHARE,2", "ROW_EXCLUSIVE,4", "SHARE_UPDATE_EXCLUSIVE,5", "SHARE,5",
            "SHARE_ROW_EXCLUSIVE,6", "EXCLUSIVE,7", "ACCESS_EXCLUSIVE,8"})
    void conflictAsTheManualSays(LockMode mode, int conflicts) {
        assertThat(mode.conflicts()).hasSize(conflicts).contains(LockMode.ACCESS_EXCLUSIVE);
        for (LockMode other : LockMode.values()) {
            assertThat(mode.conflicts().contains(other)).isEqualTo(other.conflicts().contains(mode));
        }
        assertThat(LockMode.SHARE.conflicts()).doesNotContain(LockMode.SHARE).contains(LockMode.ROW_EXCLUSIVE);
        assertThat(LockMode.SHARE_ROW_EXCLUSIVE.inCatalog()).isEqualTo("ShareRowExclusiveLock");
    }

    private static Map<String, LockMode> wanted(String script) {
        Map<String, LockMode> byName = new TreeMap<>();
        WantedLocks locks = new WantedLocks();
        Statements.each(script, locks::add);
        locks.wanted().forEach((name, mode) -> byName.put(name.toString(), mode));
        return byName;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "create index concurrently if not exists i on a (b desc, lower(c)) where d is not null | CREATE INDEX i ON"
                    + " public.a USING btree (b DESC, lower(c)) WHERE (d IS NOT NULL) | true",
            "create unique index concurrently i on a (b) | CREATE INDEX i ON public.a USING btree (b) | false",
            "create index concurrently i on a (b) | CREATE INDEX i ON public.a USING btree (c) | false",
            "create index concurrently i on a (b) | CREATE INDEX i ON public.a USING gin (b) | false"})
    void tellWhetherAnIndexIsTheOneDescribed(String script, String catalog, boolean same) {
        assertThat(IndexText.same(script, catalog)).isEqualTo(same);
    }

    @Test
    void tellWhatCanBeRunAgain() {
        assertThat(List.of("vacuum a", "reindex index i", "set lock_timeout = 1", "drop table if exists a",
                "alter table a validate constraint c")).allSatisfy(sql -> assertThat(Rerun.of(Statements.of(sql)
                        .getFirst()))
                        .isInstanceOf(Rerun.Harmless.class));
        assertThat(Rerun.of(Statements.of("reindex index concurrently i").getFirst())).isEqualTo(new Rerun.Reindexes(
                Rerun.Reindexes.Kind.INDEX, new Name(List.of("i"))));
        assertThat(List.of("insert into a values (1)", "create index concurrently on a (b)", "create table a (id int)",
                "drop index concurrently i, j")).allSatisfy(sql -> assertThat(Rerun.of(Statements.of(sql).getFirst()))
                        .isInstanceOf(Rerun.Unknown.class));
    }
}
