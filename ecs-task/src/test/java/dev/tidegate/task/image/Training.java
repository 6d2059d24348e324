package dev.tidegate.task.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * A run from which the AOT cache learns what a run loads: it logs in with TLS and a password, finds some scripts applied and
 * some not, and has Flyway migrate. What it does not see is loaded the slow way later.
 */
final class Training {
    private Training() {}

    /** Makes the cache. */
    static void makeCache(EntryPoint entryPoint, Path scratch) throws IOException, SQLException {
        Path migrations = Files.createDirectory(scratch.resolve("migrations"));
        try (TlsPostgres postgres = TlsPostgres.start(scratch)) {
            applied(migrations);
            new Container(entryPoint.withoutCache(), postgres, migrations).run("pre").check();
            pending(migrations);
            new Container(entryPoint.makingTheCache(), postgres, migrations).run("pre").check();
        }
    }

    private static void applied(Path folder) throws IOException {
        script(folder, "V1__create_customer", "pre-traffic",
                "create table customer (id bigint primary key, name text);");
        script(folder, "V2__add_email", "pre-traffic", "alter table customer add column email text;");
        script(folder, "R__customer_view", "any", "create or replace view names as select id, name from customer;");
    }

    private static void pending(Path folder) throws IOException {
        script(folder, "V3__add_full_name", "pre-traffic", "alter table customer add column full_name text;",
                "update customer set full_name = name;");
        script(folder, "V4__index_email", "pre-traffic", "create index customer_email on customer (email);");
        script(folder, "V5__names", "any", "create function greeting(name text) returns text language plpgsql as $$",
                "begin", "  raise notice 'greeting %', name;", "  return 'hello; ' || name;", "end $$;",
                "select greeting('world');", "insert into customer (id, name) values (1, 'it''s; --');");
        script(folder, "V6__drop_name", "post-traffic delay=4h", "alter table customer drop column name;");
        script(folder, "V7__after_drop", "any after=6", "comment on table customer is 'customers'; /* done */");
        script(folder, "R__email_view", "any", "create or replace view emails as select id, email from customer;");
    }

    private static void script(Path folder, String name, String mark, String... lines) throws IOException {
        Files.writeString(folder.resolve(name + ".sql"), "-- tidegate: " + mark + "\n"
                + String.join("\n", List.of(lines)) + "\n");
    }
}
