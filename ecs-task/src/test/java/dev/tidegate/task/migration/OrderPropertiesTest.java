package dev.tidegate.task.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of the order of any pending migrations, whatever their marks. */
class OrderPropertiesTest {
    private static final Instant DRAINED = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-02T10:00:00Z");

    @Property
    void preRunsNothingBeforeWhatItDependsOn(@ForAll("pending") List<Migration> pending) {
        assertRunsAfterDependencies(PreTrafficOrder.plan(pending), pending);
    }

    @Property
    void postRunsNothingBeforeWhatItDependsOn(@ForAll("pending") List<Migration> pending) {
        assertRunsAfterDependencies(PostTrafficOrder.plan(pending, DRAINED, NOON), pending);
    }

    @Property
    void preNeverRunsAPostTrafficOne(@ForAll("pending") List<Migration> pending) {
        assertThat(PreTrafficOrder.plan(pending).runs()).allSatisfy(
                migration -> assertThat(migration.mark().phase()).isNotEqualTo(MarkedPhase.POST_TRAFFIC));
    }

    /** So that nothing that should run before traffic is silently left to after it. */
    @Property
    void preRunsEveryPreTrafficOneOrCallsItBlocked(@ForAll("pending") List<Migration> pending) {
        assertThat(PreTrafficOrder.plan(pending).steps())
                .filteredOn(step -> step.migration().mark().phase() == MarkedPhase.PRE_TRAFFIC)
                .allSatisfy(step -> assertThat(step.verdict()).isInstanceOfAny(Verdict.Runs.class,
                        Verdict.Blocked.class));
    }

    @Property
    void preBlocksOnlyBehindAPostTrafficOne(@ForAll("pending") List<Migration> pending) {
        boolean anyPost = pending.stream()
                .anyMatch(migration -> migration.mark().phase() == MarkedPhase.POST_TRAFFIC);

        assertThat(PreTrafficOrder.plan(pending).blocked().isEmpty() || anyPost).isTrue();
    }

    @Property
    void everythingBehindABlockedOneIsBlocked(@ForAll("pending") List<Migration> pending) {
        Plan plan = PreTrafficOrder.plan(pending);
        List<Migration> blocked = plan.blocked().stream().map(Step::migration).toList();

        assertThat(plan.steps()).filteredOn(step -> !Collections.disjoint(dependencies(step.migration(), pending),
                blocked))
                .filteredOn(step -> step.migration().version().isPresent())
                .allSatisfy(step -> assertThat(step.verdict()).isInstanceOf(Verdict.Blocked.class));
    }

    @Property
    void postRunsEverythingThatNothingHoldsBack(@ForAll("pending") List<Migration> pending) {
        Plan plan = PostTrafficOrder.plan(pending, DRAINED, NOON);

        assertThat(plan.steps()).filteredOn(step -> step.migration().version().isPresent())
                .filteredOn(step -> !DRAINED.plus(step.migration().mark().delay()).isAfter(NOON))
                .filteredOn(step -> plan.runs().containsAll(dependencies(step.migration(), pending)))
                .allSatisfy(step -> assertThat(step.verdict()).isInstanceOf(Verdict.Runs.class));
    }

    @Property
    void postNeverRunsOneBeforeItsDelayHasPassed(@ForAll("pending") List<Migration> pending) {
        assertThat(PostTrafficOrder.plan(pending, DRAINED, NOON).runs()).allSatisfy(
                migration -> assertThat(DRAINED.plus(migration.mark().delay())).isBeforeOrEqualTo(NOON));
    }

    @Property
    void plansNameEachMigrationOnceInVersionOrder(@ForAll("pending") List<Migration> pending) {
        List<Migration> ordered = pending.stream().sorted(Migration.ORDER).toList();

        for (Plan plan : List.of(PreTrafficOrder.plan(pending), PreTrafficOrder.fresh(pending),
                PostTrafficOrder.plan(pending, DRAINED, NOON))) {
            assertThat(plan.steps()).extracting(Step::migration).containsExactlyElementsOf(ordered);
            assertThat(Stream.concat(plan.runs().stream(), plan.later().stream()))
                    .containsExactlyInAnyOrderElementsOf(ordered);
        }
    }

    @Property
    void theOrderOfTheFilesDoesNotMatter(@ForAll("pending") List<Migration> pending) {
        assertThat(PreTrafficOrder.plan(pending.reversed())).isEqualTo(PreTrafficOrder.plan(pending));
        assertThat(PostTrafficOrder.plan(pending.reversed(), DRAINED, NOON))
                .isEqualTo(PostTrafficOrder.plan(pending, DRAINED, NOON));
    }

    @Property
    void aFreshDatabaseGetsEverythingInVersionOrderAndThenNothingIsLeft(@ForAll("pending") List<Migration> pending) {
        List<Migration> pre = PreTrafficOrder.fresh(pending).runs();

        assertThat(pre).isEqualTo(pending.stream().sorted(Migration.ORDER).toList());
        assertThat(PostTrafficOrder.plan(without(pending, pre), DRAINED, NOON).steps()).isEmpty();
    }

    /** Pre with on-blocked=skip, post when all delays have passed: nothing is lost, nothing runs twice. */
    @Property
    void preThenPostLeavesNothing(@ForAll("pending") List<Migration> pending) {
        List<Migration> pre = PreTrafficOrder.plan(pending).runs();
        List<Migration> rest = without(pending, pre);
        List<Migration> post = PostTrafficOrder.plan(rest, DRAINED, LATER).runs();

        assertThat(post).isEqualTo(rest.stream().sorted(Migration.ORDER).toList());
        assertThat(PreTrafficOrder.plan(without(rest, post)).steps()).isEmpty();
    }

    @Property
    void runningWhatIsDueLeavesNothingDue(@ForAll("pending") List<Migration> pending) {
        List<Migration> afterPre = without(pending, PreTrafficOrder.plan(pending).runs());
        List<Migration> afterPost = without(pending, PostTrafficOrder.plan(pending, DRAINED, NOON).runs());

        assertThat(PreTrafficOrder.plan(afterPre).runs()).isEmpty();
        assertThat(PostTrafficOrder.plan(afterPost, DRAINED, NOON).runs()).isEmpty();
    }

    /** What was applied before the first pending one was written changes nothing. */
    @Property
    void anAppliedPrefixDoesNotChangeTheOrder(@ForAll("pending") List<Migration> pending) {
        List<Script> applied = List.of(script("0.1", ""), script("0.2", "-- tidegate: post-traffic"));
        List<Script> scripts = pending.stream().map(OrderPropertiesTest::script).toList();
        List<Script> all = Stream.concat(applied.stream(), scripts.stream()).toList();

        PendingScripts alone = new PendingScripts(scripts, scripts, WhenUnmarked.REFUSE);
        PendingScripts behind = new PendingScripts(all, scripts, WhenUnmarked.REFUSE);

        assertThat(behind.problems()).isEmpty();
        assertThat(PreTrafficOrder.plan(behind.migrations())).isEqualTo(PreTrafficOrder.plan(alone.migrations()))
                .isEqualTo(PreTrafficOrder.plan(pending));
    }

    @Provide
    Arbitrary<List<Migration>> pending() {
        Arbitrary<Drawn> drawn = Combinators.combine(Arbitraries.of(MarkedPhase.values()),
                Arbitraries.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(4)),
                Arbitraries.integers().between(0, 7).set().ofMaxSize(3).optional(0.4),
                Arbitraries.frequency(Tuple.of(5, false), Tuple.of(1, true)))
                .as(Drawn::new);
        return drawn.list().ofMaxSize(9).map(OrderPropertiesTest::migrations);
    }

    /** Dependencies are drawn as positions, and count only when a versioned one lies there before this one. */
    private record Drawn(MarkedPhase phase, Duration delay, Optional<Set<Integer>> after, boolean repeatable) {
        Migration behind(List<Migration> before) {
            int position = before.size();
            After dependencies = after.<After>map(positions -> new After.Named(positions.stream()
                    .filter(other -> other < position).flatMap(other -> before.get(other).version().stream()).toList()))
                    .orElseGet(After.Previous::new);
            Mark mark = new Mark(phase, phase == MarkedPhase.POST_TRAFFIC ? delay : Duration.ZERO, dependencies, false);
            return repeatable
                    ? new Migration("R__r" + position + ".sql", new Identity.Repeatable("r" + position), mark)
                    : new Migration("V" + (position + 1) + "__s.sql",
                            new Identity.Versioned(Version.of(String.valueOf(position + 1)), "s"), mark);
        }
    }

    private static List<Migration> migrations(List<Drawn> drawn) {
        List<Migration> migrations = new ArrayList<>();
        for (Drawn one : drawn) {
            migrations.add(one.behind(migrations));
        }
        return migrations;
    }

    private static Script script(Migration migration) {
        return new Script(migration.file(), migration.identity(), new Marking.Marked(migration.mark(), 1), 0);
    }

    private static Script script(String version, String mark) {
        return new Script("V" + version + "__a.sql", new Identity.Versioned(Version.of(version), "a"),
                MarkParser.parse("V" + version + "__a.sql", List.of(mark)), 0);
    }

    private static List<Migration> without(List<Migration> pending, List<Migration> done) {
        return pending.stream().filter(migration -> !done.contains(migration)).toList();
    }

    private static void assertRunsAfterDependencies(Plan plan, List<Migration> pending) {
        Set<Migration> done = new HashSet<>();
        for (Migration migration : plan.runs()) {
            assertThat(done).containsAll(dependencies(migration, pending));
            done.add(migration);
        }
    }

    /** Said once more, in the words of the marks: the named ones, or the nearest pending version below. */
    private static List<Migration> dependencies(Migration migration, List<Migration> pending) {
        return switch (migration.mark().after()) {
            case After.Named(List<Version> versions) -> pending.stream()
                    .filter(other -> other.version().filter(versions::contains).isPresent()).toList();
            case After.Previous() -> migration.version().flatMap(version -> pending.stream()
                    .filter(other -> other.version().filter(lower -> lower.compareTo(version) < 0).isPresent())
                    .max(Migration.ORDER)).stream().toList();
        };
    }
}
