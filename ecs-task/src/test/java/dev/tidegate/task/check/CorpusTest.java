package dev.tidegate.task.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.tidegate.task.check.report.CheckText;
import dev.tidegate.task.check.report.Checked;
import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Hazard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of the corpus: the findings are these and no others, and the script deserves this mark. */
public class CorpusTest {
    private static final int LEAST = 150;

    /**
     * Breaks that an old client cannot notice: it knows no other roles than those with rights, no names of schemas, parameters
     * and extensions, no operators and settings, no meaning, and never leaves a constraint broken for a while.
     */
    private static final Set<Code> UNNOTICED = Set.of(Code.OWNER_CHANGED, Code.POLICY_CHANGED, Code.PRIVILEGE_REVOKED,
            Code.SERIAL_COLUMN_ADDED, Code.SCHEMA_DROPPED, Code.SCHEMA_RENAMED, Code.EXTENSION_DROPPED,
            Code.CAST_DROPPED,
            Code.FUNCTION_DROPPED, Code.FUNCTION_AMBIGUOUS, Code.CASCADE_REMOVED, Code.DEFERRABLE_REMOVED,
            Code.GENERATED_CHANGED, Code.TRIGGER_DROPPED, Code.TRIGGER_DISABLED, Code.COLUMN_COLLATION_CHANGED,
            Code.COLUMN_TYPE_CHANGED, Code.OPERATOR_DROPPED, Code.SETTING_CHANGED);

    private static Checks checks;

    @BeforeAll
    static void begin() throws IOException, URISyntaxException {
        checks = Checks.start(cases().toList());
    }

    @AfterAll
    static void end() throws IOException {
        checks.close();
    }

    public static Stream<Case> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(CorpusTest.class.getResource("/check").toURI());
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> cases = files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
            return cases.stream().map(Case::read);
        }
    }

    /** The catalogs and the old client share no rule. Where it did nothing for want of rows, it is no witness. */
    private static void eachBearsTheOtherOut(Checked script) {
        boolean played = script.oldCodeRuns() && script.findings().stream().noneMatch(finding -> Set.of(
                Code.FAILS_ON_DATA,
                Code.MAY_FAIL_ON_DATA).contains(finding.code()));
        if (played) {
            assertThat(script.findings().stream().filter(finding -> finding.code().hazard() == Hazard.OLD_CODE
                    && finding
                            .observed().isEmpty() && !isSwapped(finding)).map(Finding::code)).isSubsetOf(UNNOTICED);
        }
    }

    /** Whether an old client finds another column in the place of the one it knows, and cannot tell them apart. */
    private static boolean isSwapped(Finding finding) {
        return finding.message().contains("reads and writes another column");
    }

    @Test
    void isLarge() throws IOException, URISyntaxException {
        assertThat(cases().count()).isGreaterThanOrEqualTo(LEAST);
    }

    @ParameterizedTest
    @EnumSource
    void hasACaseForEveryCodeAndOneThatLooksLikeIt(Code code) throws IOException, URISyntaxException {
        assertThat(cases().filter(given -> given.expected().contains(code.word()))).as("cases that expect " + code
                .word()).isNotEmpty();
        assertThat(cases().filter(given -> given.never().contains(code.word()))).as("cases that are not " + code
                .word()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFound(Case given) {
        List<Checked> checked = checks.of(given).checked();

        assertThat(Case.heard(checked)).as(CheckText.text(checked, false)).isEqualTo(given.expected());
        assertThat(first(checked).verdict().suggestion().word()).as(CheckText.text(checked, false)).isEqualTo(given
                .deserves());
        assertThat(checked.stream().flatMap(script -> script.findings().stream()).map(finding -> finding.code().word()))
                .doesNotContainAnyElementsOf(given.never().isEmpty() ? Set.of("none") : given.never());
        checked.forEach(CorpusTest::eachBearsTheOtherOut);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isGivenSqlThatRuns(Case given) {
        assertThat(checks.of(given).refusals()).isEmpty();
    }

    private static Checked first(List<Checked> checked) {
        return checked.stream().filter(script -> script.source().file().startsWith("V2")).findFirst().orElseThrow();
    }
}
