package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deployment that Tidegate is for: a release renames a column while the release before still runs. */
class RenameTest {
    private final TestDatabase database = new TestDatabase();
    private Program program;
    private Path folder;

    @BeforeEach
    void scripts(@TempDir Path temporary) {
        folder = temporary;
        program = new Program(folder, database)
                .script("V1__create_customer.sql", "-- tidegate: pre-traffic",
                        "create table customer (id int primary key, name text);")
                .script("V2__add_full_name.sql", "-- tidegate: pre-traffic",
                        "alter table customer add column full_name text;", "update customer set full_name = name;",
                        "create function sync_name() returns trigger language plpgsql as $$", "begin",
                        "  if new.full_name is null then new.full_name := new.name; end if;",
                        "  if new.name is null then new.name := new.full_name; end if;", "  return new;", "end $$;",
                        "create trigger sync_name before insert or update on customer",
                        "  for each row execute function sync_name();")
                .script("V3__drop_name.sql", "-- tidegate: post-traffic", "drop trigger sync_name on customer;",
                        "drop function sync_name();", "alter table customer drop column name;");
    }

    @Test
    void expandsBeforeTrafficAndContractsAfter() {
        Program.Ended pre = program.run("pre");

        assertThat(pre.err()).isEmpty();
        assertThat(pre.exit()).isZero();
        assertThat(pre.progress()).containsExactly("2 of 3 pending migrations run now",
                "applying 1 \"create customer\" (V1__create_customer.sql)", "applied  1 in … ms",
                "applying 2 \"add full name\" (V2__add_full_name.sql)", "applied  2 in … ms",
                "left     3 \"drop name\" (V3__drop_name.sql): marked post-traffic");
        oldAndNewCodeWorkSideBySide();

        Program.Ended post = program.run("post");

        assertThat(post.exit()).isZero();
        assertThat(post.progress()).containsExactly("1 of 1 pending migrations run now",
                "applying 3 \"drop name\" (V3__drop_name.sql)", "applied  3 in … ms");
        assertThat(columns()).isEqualTo("[full_name, id]");
    }

    @Test
    void opensWithWhatItIsAsked() {
        assertThat(program.run("pre").opening()).isEqualTo("pre-traffic run of release 42 (abc123), database \""
                + database.name() + "\" on localhost:" + TestDatabase.port());
        assertThat(program.with("TIDEGATE_EVIDENCE", "no task of 41 since 10:00").run("post").opening())
                .endsWith("; the old code is gone: no task of 41 since 10:00");
    }

    @Test
    void endsWithOneLineOfJson() {
        assertThat(program.run("pre").result().replaceAll("\\d{4}-[-0-9:.T]+Z", "<instant>")
                .replaceAll("\"millis\":\\d+", "\"millis\":<n>"))
                .isEqualTo("{\"result\":\"succeeded\",\"exit\":0,\"command\":\"pre\",\"release\":\"42\","
                        + "\"version\":\"abc123\",\"phase\":\"pre-traffic\",\"applied\":["
                        + "{\"version\":\"1\",\"description\":\"create customer\",\"script\":\"V1__create_customer.sql\","
                        + "\"phase\":\"pre-traffic\",\"startedAt\":\"<instant>\",\"finishedAt\":\"<instant>\",\"millis\":<n>},"
                        + "{\"version\":\"2\",\"description\":\"add full name\",\"script\":\"V2__add_full_name.sql\","
                        + "\"phase\":\"pre-traffic\",\"startedAt\":\"<instant>\",\"finishedAt\":\"<instant>\",\"millis\":<n>}],"
                        + "\"pending\":[{\"version\":\"3\",\"description\":\"drop name\",\"script\":\"V3__drop_name.sql\","
                        + "\"mark\":\"post-traffic\",\"phase\":\"post-traffic\",\"now\":\"later\","
                        + "\"why\":\"marked post-traffic\"}]}");
    }

    @Test
    void leavesAHistoryThatPlainFlywayAgreesWith() {
        program.run("pre");
        program.run("post");
        Flyway plain = Flyway.configure().loggers("dev.tidegate.task.flyway.QuietLog").dataSource(database.url(),
                "postgres", "").locations("filesystem:" + folder)
                .load();

        assertThat(plain.validateWithResult().validationSuccessful).isTrue();
        assertThat(plain.migrate().migrationsExecuted).isZero();
    }

    @Test
    void hasNothingToDoTheSecondTime() {
        program.run("pre");
        program.run("post");

        assertThat(program.run("pre").progress()).containsExactly("nothing is pending");
        assertThat(program.run("post").progress()).containsExactly("nothing is pending");
    }

    @Test
    void runsEverythingOnAFreshDatabase() {
        program.with("TIDEGATE_FRESH", "true");

        assertThat(program.run("pre").exit()).isZero();
        assertThat(columns()).isEqualTo("[full_name, id]");
    }

    @Test
    void doesNotBelieveInAFreshDatabaseThatHasAHistory() {
        program.run("pre");

        program.with("TIDEGATE_FRESH", "true").run("pre");

        assertThat(columns()).isEqualTo("[full_name, id, name]");
    }

    @Test
    void showsThePlanAsATable() {
        Program.Ended plan = program.run("plan");

        assertThat(plan.exit()).isZero();
        assertThat(plan.out()).isEqualTo("""
                the pre-traffic run, 3 pending migrations: 2 now, 1 post-traffic
                  VERSION  DESCRIPTION      MARK          RUNS          WHY
                  1        create customer  pre-traffic   now
                  2        add full name    pre-traffic   now
                  3        drop name        post-traffic  post-traffic
                """);
        assertThat(database.query("select tablename from pg_tables where schemaname = 'public'")).isEmpty();
    }

    @Test
    void showsThePlanAsJson() {
        program.run("pre");

        assertThat(program.run("plan", "--phase", "post-traffic", "--json").out())
                .isEqualTo("{\"result\":\"succeeded\",\"exit\":0,\"command\":\"plan\",\"release\":\"42\","
                        + "\"version\":\"abc123\",\"phase\":\"post-traffic\",\"plan\":[{\"version\":\"3\","
                        + "\"description\":\"drop name\",\"script\":\"V3__drop_name.sql\",\"mark\":\"post-traffic\","
                        + "\"phase\":\"post-traffic\",\"now\":\"run\",\"why\":\"marked post-traffic, the old code is gone\"}],\"warnings\":[]}\n");
    }

    private void oldAndNewCodeWorkSideBySide() {
        database.execute("insert into customer (id, name) values (1, 'old code')");
        database.execute("insert into customer (id, full_name) values (2, 'new code')");
        assertThat(database.query("select name || ' = ' || full_name from customer order by id"))
                .containsExactly("old code = old code", "new code = new code");
    }

    private String columns() {
        return database.query(
                "select column_name from information_schema.columns where table_name = 'customer' order by 1")
                .toString();
    }
}
