package dev.tidegate.task.check.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.task.check.Case;
import dev.tidegate.task.check.CorpusTest;
import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.script.Placeholders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What words tell is never more than what is observed, and often as much. */
class TextCheckTest {
    private static final double SHARE = 0.66;

    @TempDir
    private Path folder;

    static Stream<Case> whileOldCodeRuns() throws IOException, URISyntaxException {
        return CorpusTest.cases().filter(given -> !given.script().contains("tidegate: post-traffic"));
    }

    @ParameterizedTest
    @MethodSource("whileOldCodeRuns")
    void calls(Case given) throws IOException {
        assertThat(given.expected()).containsAll(errors(given));
    }

    @Test
    void findsMostOfWhatIsObserved() throws IOException, URISyntaxException {
        List<Case> wrong = whileOldCodeRuns().filter(given -> given.script().lines().count() > 1 && given.expected()
                .stream().anyMatch(code -> code.matches(
                        ".*-(dropped|renamed|required|added)|lock-(index-build|rewrite)")))
                .toList();
        long seen = 0;
        for (Case given : wrong) {
            seen += found(given.script()).isEmpty() ? 0 : 1;
        }

        assertThat((double) seen / wrong.size()).as(seen + " of " + wrong.size()).isGreaterThan(SHARE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "CREATE TABLE b (x int); ALTER TABLE b DROP COLUMN x; CREATE INDEX ON b (x); DROP TABLE b; TRUNCATE b",
            "ALTER TABLE a ADD COLUMN x int; ALTER TABLE a DROP COLUMN x",
            "ALTER TABLE a ADD COLUMN x int; CREATE UNIQUE INDEX CONCURRENTLY i ON a (x)",
            "ALTER TABLE a ADD COLUMN x int DEFAULT 0 NOT NULL",
            "DROP VIEW v; CREATE VIEW v AS SELECT 1",
            "DROP TRIGGER IF EXISTS t ON a; CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION f()",
            "UPDATE a SET x = 1 WHERE y = 2; DELETE FROM a WHERE y = 3",
            "ALTER TABLE a ADD CONSTRAINT c UNIQUE USING INDEX i",
            "ALTER TABLE a ALTER COLUMN x DROP NOT NULL, ALTER COLUMN y SET DEFAULT 3",
            "SELECT 'DROP TABLE a'; -- DROP TABLE a",
            "ALTER TABLE a VALIDATE CONSTRAINT c"})
    void isContentWith(String statements) throws IOException {
        assertThat(errors("-- tidegate: pre-traffic\n" + statements + ";")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "ALTER TABLE IF EXISTS ONLY s.\"A\" ADD b int, DROP COLUMN x | column-dropped",
            "ALTER TABLE a ADD CONSTRAINT c CHECK (x > 0) NOT VALID; ALTER TABLE a VALIDATE CONSTRAINT c"
                    + " | lock-while-working",
            "ALTER TABLE a ADD COLUMN x uuid DEFAULT gen_random_uuid() | lock-rewrite",
            "ALTER TABLE a ADD x int; ALTER TABLE a ALTER x SET NOT NULL | column-added-required",
            "DROP TABLE a, s.b CASCADE | table-dropped",
            "DROP MATERIALIZED VIEW v | view-dropped",
            "ALTER TABLE a RENAME x TO y | column-renamed",
            "ALTER TABLE a SET SCHEMA s | table-renamed"})
    void tells(String statements, String codes) throws IOException {
        assertThat(errors("-- tidegate: pre-traffic\n" + statements + ";")).isEqualTo(Set.of(codes.split(" ")));
    }

    private Set<String> errors(Case given) throws IOException {
        return errors(given.script());
    }

    private Set<String> errors(String script) throws IOException {
        return TextCheck.errors(found(script)).stream().map(finding -> finding.code().word()).collect(Collectors
                .toSet());
    }

    private List<Finding> found(String script) throws IOException {
        Files.writeString(folder.resolve("V2__case.sql"), script);
        return new TextCheck(folder, new Placeholders.Off()).run(List.of("V2__case.sql"));
    }
}
