package dev.tidegate.task.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class PendingScriptsTest {
    private static final Script UNMARKED = script("V1__a.sql", "select 1;");

    @Test
    void refusesAPendingScriptWithoutAMark() {
        assertThat(read(WhenUnmarked.REFUSE, UNMARKED).problems()).containsExactly(new Problem("V1__a.sql", 1,
                "found no mark; expected a line such as \"-- tidegate: pre-traffic\" above the first statement (allowed:"
                        + " pre-traffic, post-traffic, any), or the setting unmarked for scripts that cannot be edited"));
    }

    @Test
    void takesAnUnmarkedScriptForWhatTheSettingSays() {
        assertThat(read(WhenUnmarked.ANY, UNMARKED).migrations()).extracting(Migration::mark)
                .containsExactly(Mark.of(MarkedPhase.ANY));
        assertThat(read(WhenUnmarked.PRE_TRAFFIC, UNMARKED).migrations()).extracting(Migration::mark)
                .containsExactly(Mark.of(MarkedPhase.PRE_TRAFFIC));
    }

    @Test
    void doesNotAskAppliedScriptsForMarks() {
        Script marked = script("V2__b.sql", "-- tidegate: any after=1");

        PendingScripts pending = new PendingScripts(List.of(UNMARKED, marked), List.of(marked), WhenUnmarked.REFUSE);

        assertThat(pending.problems()).isEmpty();
        assertThat(pending.migrations()).extracting(Migration::label).containsExactly("2");
    }

    @Test
    void listsTheProblemsOfAllScripts() {
        PendingScripts pending = read(WhenUnmarked.REFUSE, script("V2__b.sql", "-- tidegate: late"),
                script("V3__c.sql", "", "-- tidegate: any after=9"), script("V4__d.sql", "-- tidegate: any after=4"),
                script("V5__e.sql", "-- tidegate: any after=2.0,3"));

        assertThat(pending.problems()).extracting(Problem::toString).containsExactly(
                "V2__b.sql:1: found \"late\"; allowed: pre-traffic, post-traffic, any, delay=<duration>, after=<versions>,"
                        + " rollback-safe",
                "V3__c.sql:2: found \"9\" in after=, but there is no script with that version",
                "V4__d.sql:1: found \"4\" in after=, which does not come before 4; allowed: lower versions");
    }

    private static PendingScripts read(WhenUnmarked whenUnmarked, Script... scripts) {
        return new PendingScripts(List.of(scripts), List.of(scripts), whenUnmarked);
    }

    private static Script script(String file, String... lines) {
        return new Script(file, Identity.parse(file).orElseThrow(), MarkParser.parse(file, List.of(lines)), 0);
    }
}
