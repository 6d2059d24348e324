package dev.tidegate.task.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tidegate.task.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user types it: forms of output, exit codes, and what it leaves behind. */
class CheckCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void release41() throws IOException {
        script("V1__customer.sql", "-- tidegate: pre-traffic",
                "CREATE TABLE customer (id int PRIMARY KEY, name text);");
    }

    @Test
    void showsWhatWouldHappenAndTheSafeWay() throws IOException {
        script("V2__drop_name.sql", "-- tidegate: pre-traffic", "ALTER TABLE customer DROP COLUMN name;");

        Ended ended = check();

        assertThat(ended.exit).isEqualTo(1);
        assertThat(ended.out).startsWith("""
                V2__drop_name.sql  marked pre-traffic, deserves post-traffic
                  error    column-dropped  line 2: ALTER TABLE customer DROP COLUMN name
                           old code that uses public.customer.name fails: it is gone
                           observed: SELECT "id", "name" FROM public.customer: column "name" does not exist
                           post-traffic script:
                             ALTER TABLE public.customer DROP COLUMN name;
                """).endsWith("\n2 errors, 0 warnings, 0 notes in 1 script\n");
    }

    @Test
    void explainsEveryOption() {
        String expected = run(Map.of(), List.of("check", "--unknown")).err;
        Ended ended = run(Map.of(), List.of("check", "--help"));

        assertThat(ended.exit).isZero();
        assertThat(ended.out).contains(Pattern.compile("--[a-z-]+").matcher(expected).results().map(MatchResult::group)
                .filter(option -> !option.equals("--unknown")).toList());
    }

    @Test
    void findsNothingWrongWithARelease() throws IOException {
        script("V2__full_name.sql", "-- tidegate: pre-traffic", "ALTER TABLE customer ADD COLUMN full_name text;");
        script("V3__drop_name.sql", "-- tidegate: post-traffic",
                "-- tidegate: accept=column-data-lost reason=\"copied\"",
                "ALTER TABLE customer DROP COLUMN name;");

        Ended ended = check("--base-version=1");

        assertThat(ended.exit).isZero();
        assertThat(ended.out).isEqualTo("""
                V2__full_name.sql  marked pre-traffic, deserves pre-traffic
                V3__drop_name.sql  marked post-traffic, deserves post-traffic
                  accepted column-data-lost: copied
                0 errors, 0 warnings, 0 notes in 2 scripts
                """);
    }

    @Test
    void takesWhatIsInTheFolderOfTheReleaseBeforeForOld(@TempDir Path base) throws IOException {
        Files.copy(folder.resolve("V1__customer.sql"), base.resolve("V1__customer.sql"));
        script("V2__a.sql", "-- tidegate: pre-traffic", "ALTER TABLE customer ADD COLUMN a int;");
        script("V3__b.sql", "-- tidegate: pre-traffic", "ALTER TABLE customer ADD COLUMN b int;");

        assertThat(check("--base", base.toString()).out).contains("V2__a.sql", "V3__b.sql").doesNotContain("V1__");
    }

    @Test
    void minds(@TempDir Path project) throws IOException {
        script("V2__index.sql", "-- tidegate: pre-traffic", "CREATE INDEX customer_name ON customer (name);");
        Path severities = Files.writeString(project.resolve("severities"),
                "lock-index-build = warning # small tables\n");

        Ended ended = check("--severities=" + severities);

        assertThat(ended.exit).isZero();
        assertThat(ended.out).contains("  warning  lock-index-build  line 2").contains(
                "CREATE INDEX CONCURRENTLY customer_name ON public.customer USING btree (name);");
    }

    @Test
    void writesJson() throws IOException {
        script("V2__drop_name.sql", "-- tidegate: post-traffic", "ALTER TABLE customer DROP COLUMN name;");

        Ended ended = check("--json");

        assertThat(ended.exit).isZero();
        assertThat(ended.out).startsWith(
                "{\"errors\":0,\"scripts\":[{\"file\":\"V2__drop_name.sql\",\"runsIn\":\"post-traffic\","
                        + "\"verdict\":{\"oldCode\":\"breaks\",\"newCodeNeedsIt\":\"no\",\"blocks\":\"instant\",\"mayFail\":\"no\","
                        + "\"losesData\":\"yes\",\"deserves\":\"post-traffic\"},\"findings\":[{\"code\":\"column-dropped\","
                        + "\"hazard\":\"old-code\",\"severity\":\"off\",\"line\":2,");
    }

    @Test
    void writesSarifAndAnnotations() throws IOException {
        script("V2__drop_name.sql", "-- tidegate: pre-traffic", "ALTER TABLE customer DROP COLUMN name;");

        assertThat(check("--sarif").out).startsWith("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
                + "\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"tidegate\",").contains(
                        "\"ruleId\":\"column-dropped\",\"level\":\"error\"").contains(
                                "/V2__drop_name.sql\"},\"region\":"
                                        + "{\"startLine\":2}");
        assertThat(check("--github").out.lines()).anyMatch(line -> line.matches(
                "::error file=.*/V2__drop_name.sql,line=2,"
                        + "title=column-dropped::old code that uses public.customer.name fails: it is gone%0Aobserved: .*"));
    }

    @Test
    void suggestsNoScriptWithNothingInIt() throws IOException {
        script("V2__rank.sql", "-- tidegate: pre-traffic", "ALTER TABLE customer ADD COLUMN attributes json;");

        assertThat(check("--suggest").out).isEqualTo("""
                V2__rank.sql
                -- tidegate: pre-traffic
                ALTER TABLE public.customer ADD COLUMN attributes jsonb;
                """);
    }

    @Test
    void suggestsMarksAndSplits() throws IOException {
        script("V2__both.sql", "ALTER TABLE customer ADD COLUMN full_name text;",
                "ALTER TABLE customer DROP COLUMN name;");
        script("V3__more.sql", "ALTER TABLE customer ADD COLUMN age int;");

        assertThat(check("--base-version=1", "--suggest").out).isEqualTo("""
                V2__both.sql
                -- tidegate: pre-traffic
                ALTER TABLE customer ADD COLUMN full_name text;

                -- tidegate: post-traffic
                ALTER TABLE customer DROP COLUMN name;
                V3__more.sql
                -- tidegate: pre-traffic
                """);
    }

    @Test
    void hearsTheStatementsOfOldCodeAsWitnesses(@TempDir Path project) throws IOException {
        script("V2__view.sql", "-- tidegate: pre-traffic", "CREATE SCHEMA other;",
                "ALTER TABLE customer SET SCHEMA other;",
                "-- tidegate: accept=table-renamed reason=\"search_path\"");
        Path statements = Files.writeString(project.resolve("statements.sql"),
                "SELECT name FROM customer WHERE id = $1;\nSELECT nothing FROM nowhere;\n");

        assertThat(check("--statements=" + statements).out).contains("error    statement-broken",
                "observed: SELECT name FROM customer WHERE id = $1: ERROR: relation \"customer\" does not exist")
                .doesNotContain(
                        "nowhere");
    }

    @Test
    void hearsTheStatementsOfNewCodeFromItsFirstTrafficOn(@TempDir Path project) throws IOException {
        script("V2__full_name.sql", "-- tidegate: pre-traffic", "ALTER TABLE customer ADD COLUMN full_name text;");
        script("V3__age.sql", "-- tidegate: post-traffic", "ALTER TABLE customer ADD COLUMN age int;");
        script("V4__drop.sql", "-- tidegate: post-traffic", "ALTER TABLE customer DROP COLUMN name;");
        Path statements = Files.writeString(project.resolve("statements.sql"), """
                SELECT full_name FROM customer WHERE id = $1;
                SELECT age FROM customer;
                UPDATE customer SET name = $1;
                SELECT birthday FROM customer;
                """);

        Ended ended = check("--base-version=1", "--statements-after=" + statements);

        assertThat(ended.exit).isEqualTo(1);
        List<String> told = ended.out.lines().map(String::strip).dropWhile(line -> !line.startsWith("V3")).filter(
                line -> line.matches("V.*|a statement.*|observed.*")).toList();
        assertThat(told).containsExactly("V3__age.sql  marked post-traffic, deserves pre-traffic",
                "a statement of new code fails until it has run, but new code gets traffic before; what it needs belongs"
                        + " into a pre-traffic script",
                "observed: SELECT age FROM customer: ERROR: column \"age\" does not exist",
                "V4__drop.sql  marked post-traffic, deserves post-traffic", "a statement of new code fails after it",
                "observed: UPDATE customer SET name = $1: ERROR: column \"name\" of relation \"customer\" does not exist",
                "a statement of new code fails, also when all scripts have run",
                "observed: SELECT birthday FROM customer: ERROR: column \"birthday\" does not exist");
    }

    @Test
    void hearsTheStatementsOfNewCodeWithPreTrafficScriptsAlone(@TempDir Path project) throws IOException {
        script("V2__full_name.sql", "-- tidegate: pre-traffic", "ALTER TABLE customer ADD COLUMN full_name text;");
        Path statements = Files.writeString(project.resolve("statements.sql"),
                "SELECT full_name, age FROM customer;");

        assertThat(check("--statements-after=" + statements).out).contains("error    new-statement-fails  line 1");
        script("V2__full_name.sql", "-- tidegate: pre-traffic",
                "ALTER TABLE customer ADD COLUMN full_name text, ADD COLUMN age int;");
        assertThat(check("--statements-after=" + statements).exit).isZero();
    }

    @Test
    void findsThatTheOrderMatters() throws IOException {
        script("V2__post.sql", "-- tidegate: post-traffic", "DROP TABLE IF EXISTS extra;");
        script("V3__pre.sql", "-- tidegate: pre-traffic after=none", "CREATE TABLE IF NOT EXISTS extra (id int);");

        Ended ended = check("--base-version=1");

        assertThat(ended.exit).isEqualTo(1);
        assertThat(ended.out).contains("V2__post.sql").contains("error    order-matters").contains(
                "comes to another schema when scripts run in the order of their versions, as on a fresh database, than when"
                        + " pre-traffic scripts run first: ");
    }

    @Test
    void isContentWhenTheOrderDoesNotMatter() throws IOException {
        script("V2__post.sql", "-- tidegate: post-traffic", "ALTER TABLE customer ALTER COLUMN name SET DEFAULT 'x';");
        script("V3__pre.sql", "-- tidegate: pre-traffic after=none", "CREATE TABLE extra (id int);");

        assertThat(check("--base-version=1").out).doesNotContain("order-matters");
    }

    @Test
    void leavesNoDatabaseAndNoRoleBehind() throws IOException {
        script("V2__grant.sql", "-- tidegate: pre-traffic", "GRANT SELECT ON customer TO only_in_production;");

        assertThat(check().exit).isZero();
        TestDatabase server = new TestDatabase();
        assertThat(server.query("SELECT datname FROM pg_database WHERE datname LIKE 'tidegate_check%'")).isEmpty();
        assertThat(server.query("SELECT rolname FROM pg_roles WHERE rolname = 'only_in_production'")).isEmpty();
    }

    @Test
    void refusesAServerOfAnotherVersion() throws IOException {
        script("V2__a.sql", "-- tidegate: pre-traffic", "SELECT 1;");

        Ended ended = check("--postgres=9");

        assertThat(ended.exit).isEqualTo(2);
        assertThat(ended.err).contains("expected 9, as --postgres says");
    }

    @Test
    void saysWhichOldScriptCannotBeRun() throws IOException {
        script("V1__customer.sql", "-- tidegate: pre-traffic", "CREATE TABLE customer (id nothing);");
        script("V2__a.sql", "-- tidegate: pre-traffic", "SELECT 1;");

        Ended ended = check();

        assertThat(ended.exit).isEqualTo(4);
        assertThat(ended.err).startsWith("tidegate-task: cannot bring the scratch database to the release before:"
                + " V1__customer.sql: ERROR: type \"nothing\" does not exist");
    }

    @Test
    void listsEverythingThatIsWrong() {
        Ended ended = run(Map.of(), List.of("check", "--colour", "--base-version=x", "--postgres=new", "--json",
                "--sarif"));

        assertThat(ended.exit).isEqualTo(2);
        assertThat(ended.err).startsWith(
                "tidegate-task: 5 problems\n  found \"--colour\"; expected --app-role, --base,");
    }

    private void script(String file, String... lines) throws IOException {
        Files.write(folder.resolve(file), List.of(lines));
    }

    private Ended check(String... options) {
        List<String> arguments = new ArrayList<>(List.of("check", "--migrations=" + folder,
                "--url=postgresql://localhost:"
                        + TestDatabase.port() + "/postgres"));
        Stream.of(options).forEach(arguments::add);
        return run(Map.of(), arguments);
    }

    private static Ended run(Map<String, String> environment, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new CheckCommand(environment, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(
                err, true,
                StandardCharsets.UTF_8), false).run(arguments);
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private record Ended(int exit, String out, String err) {}
}
