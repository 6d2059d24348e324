package dev.tidegate.task.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkParserTest {
    @Test
    void readsEveryWord() {
        assertThat(parse("-- tidegate: post-traffic delay=4h after=12,14.1 rollback-safe")).isEqualTo(
                new Marking.Marked(new Mark(MarkedPhase.POST_TRAFFIC, Duration.ofHours(4),
                        new After.Named(List.of(Version.of("12"), Version.of("14.1"))), true), 1));
    }

    @Test
    void readsAfterNone() {
        assertThat(parse("--tidegate:any after=none")).isEqualTo(new Marking.Marked(
                new Mark(MarkedPhase.ANY, Duration.ZERO, new After.Named(List.of()), false), 1));
    }

    @ParameterizedTest
    @CsvSource({"0s,0s", "30s,30s", "90s,90s", "600s,10m", "10m,10m", "4h,4h", "24h,1d", "2d,2d"})
    void readsAndWritesDurations(String given, String written) {
        assertThat(parse("-- tidegate: post-traffic delay=" + given)).isInstanceOfSatisfying(Marking.Marked.class,
                marked -> assertThat(Durations.text(marked.mark().delay())).isEqualTo(written));
    }

    @Test
    void findsTheMarkAmongTheLeadingComments() {
        assertThat(parse("/* Copyright", "   Somebody */", "", "-- why we do this", "  -- tidegate: pre-traffic",
                "select 1;"))
                .isEqualTo(new Marking.Marked(Mark.of(MarkedPhase.PRE_TRAFFIC), 5));
    }

    @Test
    void takesAScriptWithoutAMarkAsUnmarked() {
        assertThat(parse("-- the tidegate opens", "select 1;", "-- done")).isEqualTo(new Marking.Unmarked());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            posttraffic              | found "posttraffic"; allowed: pre-traffic, post-traffic, any, delay=<duration>, after=<versions>, rollback-safe
            Pre-Traffic              | found "Pre-Traffic"; allowed: pre-traffic, post-traffic, any, delay=<duration>, after=<versions>, rollback-safe
            after=none               | found no phase in "after=none"; allowed: pre-traffic, post-traffic or any
            ''                       | found no phase in ""; allowed: pre-traffic, post-traffic or any
            any post-traffic         | found a second phase "post-traffic"; allowed once
            post-traffic delay=4     | found "delay=4"; allowed: a whole number and a unit, such as delay=30s, delay=10m, delay=4h, delay=2d
            post-traffic delay=-4h   | found "delay=-4h"; allowed: a whole number and a unit, such as delay=30s, delay=10m, delay=4h, delay=2d
            post-traffic delay=1h delay=2h | found a second "delay=2h"; allowed once
            pre-traffic after=       | found "after="; allowed: versions separated by commas without spaces, such as after=12,14, or after=none
            pre-traffic after=a      | found "after=a"; allowed: versions separated by commas without spaces, such as after=12,14, or after=none
            pre-traffic after=1,     | found "after=1,"; allowed: versions separated by commas without spaces, such as after=12,14, or after=none
            pre-traffic delay=4h     | found a delay on a script marked pre-traffic; allowed with post-traffic only
            post-traffic rollback-safe rollback-safe | found a second "rollback-safe"; allowed once
            any rollback-safe        | found "rollback-safe" on a script marked any; allowed with post-traffic only
            """)
    void refusesWrongWords(String words, String problem) {
        assertThat(parse("-- about", "-- tidegate: " + words, "select 1;"))
                .isEqualTo(new Marking.Wrong(List.of(new Problem("V1__a.sql", 2, problem))));
    }

    @Test
    void namesEveryWrongWord() {
        assertThat(parse("-- tidegate: post delay=soon")).isInstanceOfSatisfying(Marking.Wrong.class,
                wrong -> assertThat(wrong.problems()).extracting(Problem::text).containsExactly(
                        "found \"post\"; allowed: pre-traffic, post-traffic, any, delay=<duration>, after=<versions>, rollback-safe",
                        "found \"delay=soon\"; allowed: a whole number and a unit, such as delay=30s, delay=10m, delay=4h, delay=2d"));
    }

    @Test
    void refusesASecondMark() {
        assertThat(parse("-- tidegate: any", "-- tidegate: any"))
                .isEqualTo(new Marking.Wrong(List.of(new Problem("V1__a.sql", 2,
                        "found a second mark \"-- tidegate: any\"; a script has one mark, the first is on line 1"))));
    }

    @Test
    void refusesAMarkBelowTheFirstStatement() {
        assertThat(parse("select 1;", "-- tidegate: post-traffic"))
                .isEqualTo(new Marking.Wrong(List.of(new Problem("V1__a.sql", 2,
                        "found \"-- tidegate: post-traffic\" after the first statement; a mark must stand above it"))));
    }

    @Test
    void refusesAMarkWithoutAColon() {
        assertThat(parse("-- tidegate post-traffic")).isEqualTo(new Marking.Wrong(List.of(new Problem("V1__a.sql", 1,
                "found \"-- tidegate post-traffic\"; a mark starts with \"-- tidegate:\""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- tidgate: post-traffic", "-- tide-gate: post-traffic", "-- @tidegate: post-traffic",
            "-- note -- tidegate: post-traffic", "/* tidegate: post-traffic */", "# tidegate: post-traffic",
            "-- Tidegtae: post-traffic", "-- tidegate:\u00A0post-traffic", "--\u00A0tidegate: post-traffic",
            "/* tidegate: post-traffic */ select 1;", "-- tide_gate = post-traffic", "-- tidegat post-traffic",
            "-- \u200Btidegate: any"})
    void refusesWhatIsMeantAsAMark(String line) {
        assertThat(parse("-- about", line, "select 1;")).isInstanceOfSatisfying(Marking.Wrong.class,
                wrong -> assertThat(wrong.problems()).hasSize(1).allSatisfy(problem -> {
                    assertThat(problem.line()).isEqualTo(2);
                    assertThat(problem.text()).startsWith("found \"");
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- the delegate: somebody else", "-- runs post-traffic, says the mitigation: none",
            "-- floodgate: see V3", "-- Copyright: Tidewater", "-- update: post-traffic only"})
    void letsOtherCommentsBe(String line) {
        assertThat(parse(line, "-- tidegate: any", "select 1;")).isEqualTo(new Marking.Marked(Mark.of(
                MarkedPhase.ANY), 2));
    }

    @Test
    void namesBlanksThatCannotBeSeen() {
        assertThat(parse("-- tidegate: post-traffic\u00A0delay=1h")).isEqualTo(new Marking.Wrong(List.of(new Problem(
                "V1__a.sql", 1,
                "found \"post-traffic\u00A0delay=1h\", which contains U+00A0 instead of an ordinary blank;"
                        + " allowed: pre-traffic, post-traffic, any, delay=<duration>, after=<versions>, rollback-safe"))));
    }

    @Test
    void readsBehindAByteOrderMark() {
        assertThat(parse("\uFEFF-- tidegate: post-traffic", "select 1;")).isEqualTo(new Marking.Marked(Mark.of(
                MarkedPhase.POST_TRAFFIC), 1));
    }

    @Test
    void refusesASecondMarkBelowTheFirstStatement() {
        assertThat(parse("-- tidegate: pre-traffic", "select 1;", "-- tidegate: post-traffic", "-- tidegate is good",
                "select 2; -- tidegate: post-traffic")).isEqualTo(new Marking.Wrong(List.of(
                        new Problem("V1__a.sql", 3,
                                "found \"-- tidegate: post-traffic\" after the first statement; a mark"
                                        + " must stand above it"),
                        new Problem("V1__a.sql", 5,
                                "found \"select 2; -- tidegate: post-traffic\" after the first statement;"
                                        + " a mark must stand above it"))));
    }

    private static Marking parse(String... lines) {
        return MarkParser.parse("V1__a.sql", List.of(lines));
    }
}
