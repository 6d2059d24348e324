package dev.tidegate.task.fault;

import java.util.List;

/**
 * Scripts of all kinds, each of which would show that it ran twice, or not to its end. Everything takes some time: rows are
 * indexed by a slow function, transactions sleep.
 */
final class MixedScripts {
    static final List<Step> PRE = List.of(
            step("V01__base.sql", "pre-traffic", "%insert into applied_marks%base%", table("applied_marks"),
                    "create table applied_marks (script text)",
                    "create function slow(n int) returns int immutable language plpgsql as $$ begin"
                            + " perform pg_sleep(0.0005); return n; end $$",
                    "create table item (id int, code int, note text)",
                    "insert into item select n, n, 'note' from generate_series(1, 60) n",
                    "create index item_note on item (note)",
                    "create table entry (at int, what text) partition by list (at)",
                    "create table entry_1 partition of entry for values in (1)",
                    "create table entry_2 partition of entry for values in (2)",
                    "create type mood as enum ('good')", "insert into applied_marks values ('base')"),
            step("V02__column.sql", "pre-traffic", "%pg_sleep(0.05)%", column("extra"),
                    "alter table item add column extra int", "update item set extra = id, code = code + 1000",
                    "insert into applied_marks values ('column')", "select pg_sleep(0.05)"),
            step("V03__index.sql", "pre-traffic", "%create index concurrently item_code %", valid("item_code"),
                    "create index concurrently item_code on item (slow(code))"),
            step("V04__indexes.sql", "pre-traffic", "%concurrently if not exists item_%", valid("item_extra"),
                    "create unique index concurrently if not exists item_id on item (id)",
                    "create index concurrently if not exists item_extra on item (slow(extra))"),
            step("V05__drop_index.sql", "pre-traffic", "%drop index concurrently item_note%", gone("item_note"),
                    "drop index concurrently item_note"),
            step("V06__reindex.sql", "pre-traffic", "%reindex table concurrently%",
                    "select 1 from pg_class where relname ~ '_cc(new|old)'", "reindex table concurrently item"),
            step("V07__vacuum.sql", "pre-traffic", "%vacuum (analyze)%", "select 1 from flyway_schema_history"
                    + " where version = '06'", "vacuum (analyze) item"),
            step("V08__detach.sql", "pre-traffic", "%detach partition entry_1%",
                    "select 1 where not exists (select from pg_inherits where inhrelid = 'entry_1'::regclass)",
                    "alter table entry detach partition entry_1 concurrently"),
            step("V09__enum.sql", "pre-traffic", "%insert into applied_marks%enum%",
                    "select 1 from pg_enum where enumlabel = 'bad'",
                    "alter type mood add value 'bad'", "insert into applied_marks values ('enum')"),
            step("V10__rows.sql", "any", "%pg_sleep(0.03)%", "select 1 from entry",
                    "alter table item add column feeling mood default 'bad'",
                    "insert into entry select 2, 'row' from generate_series(1, 1000)", "select pg_sleep(0.03)",
                    "insert into applied_marks values ('rows')"),
            step("R__view.sql", "pre-traffic", "%insert into applied_marks%view%",
                    "select 1 from pg_class where relname = 'notes'",
                    "create or replace view notes as select id from item",
                    "insert into applied_marks values ('view')"));

    static final List<Step> POST = List.of(
            step("V11__drop_column.sql", "post-traffic", "%pg_sleep(0.04)%",
                    "select 1 where not exists (select from pg_attribute where attrelid = 'item'::regclass and attname"
                            + " = 'note')",
                    "alter table item drop column note", "insert into applied_marks values ('drop')",
                    "select pg_sleep(0.04)"),
            step("V12__drop_indexes.sql", "post-traffic", "%drop index concurrently item_%", gone("item_code"),
                    "drop index concurrently if exists item_extra", "drop index concurrently item_code"),
            step("V13__new_index.sql", "post-traffic", "%create index concurrently item_new%", valid("item_new"),
                    "create index concurrently item_new on item (slow(id))", "reindex index concurrently item_new"),
            step("V14__detach.sql", "post-traffic", "%detach partition entry_2%",
                    "select 1 where not exists (select from pg_inherits where inhrelid = 'entry_2'::regclass)",
                    "alter table entry detach partition entry_2 concurrently"),
            step("R__end.sql", "post-traffic", "%insert into applied_marks%end%",
                    "select 1 from pg_class where relname = 'codes'",
                    "create or replace view codes as select code from item",
                    "insert into applied_marks values ('end')"));

    private MixedScripts() {}

    static List<Step> of(String phase) {
        return phase.equals("pre") ? PRE : POST;
    }

    private static Step step(String file, String mark, String running, String visible, String... statements) {
        return new Step(file, List.of("-- tidegate: " + mark, String.join(";\n", statements) + ";"), running, visible);
    }

    private static String table(String name) {
        return "select 1 where to_regclass('" + name + "') is not null";
    }

    private static String gone(String name) {
        return "select 1 where to_regclass('" + name + "') is null";
    }

    private static String valid(String index) {
        return "select 1 from pg_index where indexrelid = to_regclass('" + index + "') and indisvalid";
    }

    private static String column(String name) {
        return "select 1 from pg_attribute where attrelid = to_regclass('item') and attname = '" + name + "'";
    }
}
