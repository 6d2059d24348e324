package dev.tidegate.task.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogOnlyTest {
    @ParameterizedTest
    @ValueSource(strings = {"alter table a add column b int",
            "alter table a add column if not exists b int not null default 5",
            "alter table a add column b text default 'x', add column c boolean default false",
            "alter table a drop column b, rename constraint c to d", "alter table a alter b set default now()",
            "alter table a add constraint c check (b > 0) not valid", "alter table a drop constraint c",
            "alter table a add constraint c foreign key (b) references d not valid",
            "alter table a alter b drop not null",
            "create table a (id int primary key)", "drop table a cascade", "comment on table a is 'b'",
            "create or replace view v as select count(*) from a", "grant select on a to r",
            "create function f() returns int language sql as 'select 1'", "drop index i"})
    void takesNoTime(String sql) {
        assertThat(CatalogOnly.is(Statements.of(sql).getFirst())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alter table a add column b uuid default gen_random_uuid()",
            "alter table a add column b int generated always as identity", "alter table a add column b bigserial",
            "alter table a add column b int references c", "alter table a add b int default 1 + random()",
            "alter table a alter b type bigint", "alter table a alter b set not null",
            "alter table a add constraint c check (b > 0)", "alter table a validate constraint c",
            "alter table a drop column b, alter c type bigint",
            "alter table a add constraint c foreign key (b) references d",
            "alter table a attach partition a1 for values in (1)", "create table b as select * from a",
            "create table a1 partition of a for values in (1)", "create index i on a (b)",
            "create index concurrently i on a (b)", "drop index concurrently i", "update a set b = 1", "vacuum a",
            "insert into a values (1)", "select pg_sleep(6)", "do $$ begin end $$", "truncate a", "cluster a using i",
            "create materialized view m as select 1", "refresh materialized view m", "call p()"})
    void takesItsTime(String sql) {
        assertThat(CatalogOnly.is(Statements.of(sql).getFirst())).isFalse();
    }
}
