package dev.tidegate.lambda.release;

import static dev.tidegate.lambda.release.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.drain.Before;
import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.CodeIdentity;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which code counts as new for a release, and who is remembered. */
class LineageTest {
    private static Lineage.Member member(String id, String codes, Before before) {
        return new Lineage.Member(new ReleaseId(id), "web:" + id, NOON, codes(codes), before, false);
    }

    private static Set<Code> codes(String values) {
        return Arrays.stream(values.split(" ")).filter(value -> !value.isEmpty())
                .map(value -> new Code(new CodeIdentity.ImageTag(), value)).collect(Collectors.toSet());
    }

    private static Before before(String values) {
        return values.equals("?") ? Before.UNKNOWN : new Before(Optional.of(codes(values)), false);
    }

    /** Release a, then b, the one that asks, then c: their codes, and what ran before b and c. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            41 | 42 | 41    | 43    | 42 | 42 43 | the code of a later release is new
            41 | 42 | 41    | 41    | 42 | 42    | unless it is old code that is brought back
            39 | 42 | 40 41 | 40    | 42 | 42    | which may never have been a release of its own
            42 | 42 | 41    | 43    | 42 | 42 43 | a release's own code is new even if it was deployed before
            41 | 42 | ?     | 43    | 42 | 42    | who does not know what was there before knows no later code
            41 | 42 | 41    | 43    | ?  | 42    | nor does one believe a release that does not know it
            41 | ''  | 41   | 43    | 42 | 43    | its own code may not be known yet
            41 | 42 | 41    | 40    | 42 | 42    | what ran before an earlier release is old as well
            '' | 42 | 41    | 43    | 42 | 42    | whose code was never told, that may be the one that comes back
            """)
    void newCode(String a, String b, String beforeB, String c, String beforeC, String expected, String why) {
        Lineage lineage = Lineage.none("orders").register(member("a", a, before("40")))
                .register(member("b", b, before(beforeB))).register(member("c", c, before(beforeC)));

        assertThat(lineage.newCode(new ReleaseId("b"))).as(why).isEqualTo(codes(expected));
    }

    @Test
    void whoIsNotAMemberHasNoNewCode() {
        assertThat(Lineage.none("orders").newCode(new ReleaseId("a"))).isEmpty();
    }

    @Test
    void openReleasesAreAllRememberedAndOfTheEndedOnesTheLast() {
        Lineage lineage = Lineage.none("orders").register(member("open", "1", Before.UNKNOWN));
        for (int i = 0; i < 100; i++) {
            lineage = lineage.register(member("r" + i, "1", Before.UNKNOWN)).end(new ReleaseId("r" + i));
        }

        assertThat(lineage.members()).hasSize(41);
        assertThat(lineage.members().getFirst().id()).isEqualTo(new ReleaseId("open"));
        assertThat(lineage.members().getLast().id()).isEqualTo(new ReleaseId("r99"));
        assertThat(lineage.open()).containsExactly(new ReleaseId("open"));
    }

    @Test
    void withManyConsumersFewerEndedOnesAreRemembered() {
        String manyCodes = IntStream.range(0, 100).mapToObj(i -> "code" + i).collect(Collectors.joining(" "));
        Lineage lineage = Lineage.none("orders").register(member("open", manyCodes, before(manyCodes)));
        for (int i = 0; i < 100; i++) {
            lineage = lineage.register(member("r" + i, manyCodes, before(manyCodes))).end(new ReleaseId("r" + i));
        }

        assertThat(lineage.members()).hasSize(10).last().extracting(Lineage.Member::id).isEqualTo(new ReleaseId("r99"));
        assertThat(lineage.open()).containsExactly(new ReleaseId("open"));
    }

    @Test
    void aReleaseThatIsRegisteredAgainIsTheNewest() {
        Lineage lineage = Lineage.none("orders").register(member("a", "1", Before.UNKNOWN)).register(member("b", "2",
                Before.UNKNOWN)).register(member("a", "1", Before.UNKNOWN));

        assertThat(lineage.open()).containsExactly(new ReleaseId("b"), new ReleaseId("a"));
        assertThat(lineage.openAfter(new ReleaseId("a"))).isEmpty();
        assertThat(lineage.openAfter(new ReleaseId("b"))).map(Lineage.Member::id).contains(new ReleaseId("a"));
    }

    @Test
    void onlyTheOneThatContractsMakesWayWhenItPausesOrEnds() {
        Lineage lineage = Samples.LINEAGE;

        assertThat(lineage.pause(new ReleaseId("dep41")).contracting()).contains(new ReleaseId("dep42"));
        assertThat(lineage.end(new ReleaseId("dep41")).contracting()).contains(new ReleaseId("dep42"));
        assertThat(lineage.pause(new ReleaseId("dep42")).contracting()).isEmpty();
        assertThat(lineage.end(new ReleaseId("dep42")).contracting()).isEmpty();
        assertThat(lineage.end(new ReleaseId("dep42")).reopen(new ReleaseId("dep42")).open()).containsExactly(
                new ReleaseId("dep42"));
    }

    private static Target target(String version, String codes) {
        return new Target("orders", "shop", "web", version, "td", "mtd", codes(codes), false);
    }

    /** Releases a of 41, b of 42 and c of 43; what ran before a is 40. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            web:9 | 44 | ''    | new code
            web:9 | 43 | ''    | the newest code, deployed again
            web:9 | 42 | c     | what came before the newest
            web:9 | 41 | b c   | the oldest
            web:9 | 40 | a b c | what ran before the first release
            web:a | '' | b c   | an old task definition, whose code is not known
            web:9 | '' | ''    | nothing is known
            """)
    void whatCameAfterCodeThatIsDeployedAgain(String version, String codes, String later, String why) {
        Lineage lineage = Lineage.none("orders").register(member("a", "41", before("40"))).register(member("b", "42",
                before("41"))).register(member("c", "43", before("42")));

        assertThat(lineage.laterThanCodeOf(new ReleaseId("d"), target(version, codes)).stream().map(ReleaseId::value)
                .collect(Collectors.joining(" "))).as(why).isEqualTo(later);
    }
}
