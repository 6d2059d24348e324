package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit code 4: something is wrong with the scripts, and nothing is run. */
class RefusalTest {
    private final TestDatabase database = new TestDatabase();
    private Program program;
    private Path folder;

    @BeforeEach
    void scripts(@TempDir Path temporary) {
        folder = temporary;
        program = new Program(folder, database).script("V1__a.sql", "-- tidegate: pre-traffic",
                "create table a (id int);");
    }

    @Test
    void namesEveryWrongScriptAtOnce() {
        program.script("V2__b.sql", "create table b (id int);").script("sub/V3__c.sql", "", "-- tidegate: early");

        assertRefused(program.run("pre"),
                """
                        tidegate-task: 2 problems in the scripts, nothing was run
                          V2__b.sql:1: found no mark; expected a line such as "-- tidegate: pre-traffic" above the first statement \
                        (allowed: pre-traffic, post-traffic, any), or the setting unmarked for scripts that cannot be edited
                          sub/V3__c.sql:2: found "early"; allowed: pre-traffic, post-traffic, any, delay=<duration>, \
                        after=<versions>, rollback-safe
                        """);
    }

    @Test
    void runsUnmarkedScriptsWhenTheSettingSaysSo() {
        program.script("V2__b.sql", "create table b (id int);");

        assertThat(program.run("pre", "--unmarked", "pre-traffic").exit()).isZero();
        assertThat(tables()).isEqualTo("[a, b, flyway_schema_history, tidegate_history]");
    }

    /** Else post-traffic work would run in the phase that the setting names. */
    @Test
    void refusesAFailedAttemptAtAMarkWhateverUnmarkedScriptsAreTakenFor() {
        program.script("V2__b.sql", "/* tidegate: post-traffic */", "create table b (id int);");

        assertRefused(program.run("pre", "--unmarked=pre-traffic"), """
                tidegate-task: 1 problem in the scripts, nothing was run
                  V2__b.sql:1: found "/* tidegate: post-traffic */"; a mark starts with "-- tidegate:"
                """);
    }

    @Test
    void runsAScriptWithAByteOrderMarkInItsPhase() {
        program.script("V2__b.sql", "\uFEFF-- tidegate: post-traffic", "create table b (id int);");

        assertThat(program.run("pre", "--unmarked=pre-traffic").exit()).isZero();
        assertThat(tables()).doesNotContain(" b,");
        assertThat(program.run("post").exit()).isZero();
        assertThat(tables()).contains(" b,");
    }

    @Test
    void refusesNamesItDoesNotUnderstandAndVersionsTwice() {
        program.script("V1_0__again.sql", "-- tidegate: any").script("notes.sql", "select 1;");

        assertRefused(program.run("pre"),
                """
                        tidegate-task: 2 problems in the scripts, nothing was run
                          V1__a.sql:1: has the same version or description as V1_0__again.sql
                          notes.sql:1: the name is not understood; expected V<version>__<description>.sql or R__<description>.sql
                        """);
    }

    /** Flyway would leave it out without a word. */
    @Test
    void refusesAnEndingInUpperCase() {
        program.script("V2__b.SQL", "-- tidegate: any", "create table b (id int);");

        assertRefused(program.run("pre"), """
                tidegate-task: 1 problem in the scripts, nothing was run
                  V2__b.SQL:1: found a name that ends with ".SQL"; expected ".sql" in lower case, as Flyway does
                """);
    }

    @Test
    void namesEveryWrongWordBesideAScript() {
        program.script("V1__a.sql.conf", "# about", "executeInTransaction=maybe", "foo=bar", "encoding=UTF-8").script(
                "V2__b.sql", "-- tidegate: any").script("V2__b.sql.conf", "shouldExecute=false");
        String allowed = "; allowed: executeInTransaction=true or false, placeholderReplacement=true or false,"
                + " encoding=UTF-8\n";

        assertRefused(program.run("pre"), "tidegate-task: 3 problems in the scripts, nothing was run\n"
                + "  V1__a.sql.conf:2: found \"executeInTransaction=maybe\"" + allowed
                + "  V1__a.sql.conf:3: found \"foo=bar\"" + allowed
                + "  V2__b.sql.conf:1: found \"shouldExecute=false\"" + allowed);
    }

    @Test
    void namesTheProblemsInTheOrderOfTheVersions() {
        program.script("V10__j.sql", "select 1;").script("V2__b.sql", "select 1;");

        assertThat(program.run("pre").err().lines().skip(1)).extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("  V2__b.sql", "  V10__j.sql");
    }

    @Test
    void saysWhereAScriptIsNoText() throws Exception {
        Files.write(folder.resolve("V2__b.sql"), "-- tidegate: any\nselect 'M\u00e4rz';\n".getBytes(
                StandardCharsets.ISO_8859_1));

        assertRefused(program.run("pre"), """
                tidegate-task: 1 problem in the scripts, nothing was run
                  V2__b.sql:2: found the byte 0xE4, which is no text in UTF-8; expected the script to be saved as UTF-8
                """);
    }

    @Test
    void readsAFolderThatIsALink(@TempDir Path elsewhere) throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), folder);

        assertThat(program.run("pre", "--migrations", link.toString()).exit()).isZero();
        Files.delete(link);
    }

    @Test
    void namesWhatIsBlockedByWhatAndTheWaysOut() {
        program.script("V2__b.sql", "-- tidegate: post-traffic", "drop table a;")
                .script("V3__c.sql", "-- tidegate: pre-traffic", "create table c (id int);")
                .script("V4__d.sql", "-- tidegate: any", "create table d (id int);");

        assertRefused(program.run("pre"),
                """
                        tidegate-task: 2 migrations are blocked, nothing was run
                          3 "c" (V3__c.sql) is marked pre-traffic, but depends on 2 "b" (V2__b.sql), which runs post-traffic
                          4 "d" (V4__d.sql) is marked any, but depends on 3, which is blocked
                          either deploy the release that brings 2 to its end first, then this one;
                          or, if 3 does not really depend on 2, say so in its mark: after=none, or after=<the versions it depends on>
                        """);
    }

    @Test
    void runsWhatIsReadyWhenBlockedOnesAreToBeSkipped() {
        program.script("V2__b.sql", "-- tidegate: post-traffic", "create table b (id int);").script("V3__c.sql",
                "-- tidegate: pre-traffic", "create table c (id int);");

        Program.Ended pre = program.run("pre", "--on-blocked=skip");

        assertThat(pre.exit()).isZero();
        assertThat(pre.progress()).containsExactly("1 of 3 pending migrations run now", "applying 1 \"a\" (V1__a.sql)",
                "applied  1 in … ms", "left     2 \"b\" (V2__b.sql): marked post-traffic",
                "left     3 \"c\" (V3__c.sql): marked pre-traffic, but depends on 2, which runs post-traffic");
        assertThat(program.run("post").exit()).isZero();
        assertThat(tables()).isEqualTo("[a, b, c, flyway_schema_history, tidegate_history]");
    }

    @Test
    void refusesAScriptChangedAfterItWasApplied() {
        program.run("pre");
        program.script("V1__a.sql", "-- tidegate: pre-traffic", "create table a (id bigint);").script("V2__b.sql",
                "-- tidegate: pre-traffic", "create table b (id int);");

        assertThat(program.run("pre")).satisfies(ended -> {
            assertThat(ended.exit()).isEqualTo(4);
            assertThat(ended.err()).isEqualTo(
                    """
                            tidegate-task: the scripts do not fit the schema history, nothing was run
                              1 "a": the script was changed after it was applied; restore it and put the change into a new migration
                            """);
        });
        assertThat(tables()).isEqualTo("[a, flyway_schema_history, tidegate_history]");
    }

    @Test
    void refusesWhenAnAppliedScriptIsMissing() throws Exception {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create table b (id int);").run("pre");
        Files.delete(folder.resolve("V1__a.sql"));

        assertThat(program.run("pre").err()).isEqualTo("""
                tidegate-task: the scripts do not fit the schema history, nothing was run
                  1 "a": it was applied, but its script is missing; put it back
                """);
    }

    @Test
    void doesNotMindThatAnOlderReleaseLacksNewerScripts() throws Exception {
        program.script("V2__b.sql", "-- tidegate: pre-traffic", "create table b (id int);")
                .script("R__view.sql", "-- tidegate: pre-traffic", "create view v as select * from b;").run("pre");
        Files.delete(folder.resolve("V2__b.sql"));
        Files.delete(folder.resolve("R__view.sql"));

        assertThat(program.run("pre").progress()).containsExactly("nothing is pending");
    }

    @Test
    void refusesASchemaThatIsInUseWithoutAHistory() {
        database.execute("create table somebody_elses (id int)");

        assertRefused(program.run("pre"),
                """
                        tidegate-task: schema "public" is not empty and has no schema history "flyway_schema_history", nothing was run
                          if these scripts made it what it is, name the last one that did: setting baseline (TIDEGATE_BASELINE or \
                        --baseline), such as --baseline=12;
                          if its objects are somebody else's, run all scripts beside them with --baseline=0, or in a schema of their \
                        own with --schema
                        """);
    }

    @Test
    void runsAChangedRepeatableAgainInItsPhaseOnly() {
        program.script("R__view.sql", "-- tidegate: post-traffic", "create or replace view v as select 1 as x;");
        assertThat(program.run("pre").out()).contains("left     \"view\" (R__view.sql): marked post-traffic");
        program.run("post");
        program.script("R__view.sql", "-- tidegate: post-traffic", "create or replace view v as select 2 as x;");

        assertThat(program.run("pre").exit()).isZero();
        assertThat(database.query("select x from v")).containsExactly("1");
        assertThat(program.run("post").exit()).isZero();
        assertThat(database.query("select x from v")).containsExactly("2");
    }

    private void assertRefused(Program.Ended ended, String message) {
        assertThat(ended.err()).isEqualTo(message);
        assertThat(ended.exit()).isEqualTo(4);
        assertThat(ended.result()).startsWith("{\"result\":\"refused\",\"exit\":4,");
        assertThat(tables()).doesNotContain("a,", "flyway_schema_history");
    }

    private String tables() {
        return database.query("select tablename from pg_tables where schemaname = 'public' order by 1").toString();
    }
}
