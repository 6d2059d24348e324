package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command {@code plan} shows. */
class PlanTest {
    private final TestDatabase database = new TestDatabase();
    private Program program;

    @BeforeEach
    void program(@TempDir Path folder) {
        program = new Program(folder, database);
    }

    @Test
    void showsOneMigration() {
        program.script("V1__a.sql", "-- tidegate: pre-traffic");

        assertThat(program.run("plan").out()).isEqualTo("""
                the pre-traffic run, 1 pending migration: 1 now
                  VERSION  DESCRIPTION  MARK         RUNS  WHY
                  1        a            pre-traffic  now
                """);
    }

    @Test
    void saysWhyWhatTheMarkDoesNotAndWhatPreWouldRefuse() {
        five();

        assertThat(program.run("plan").out()).isEqualTo(
                """
                        the pre-traffic run, 5 pending migrations: 2 now, 2 post-traffic, 1 blocked
                          VERSION  DESCRIPTION                               MARK                   RUNS          WHY
                          1        add the full name of the customer to ev…  any                    now
                          2        drop name                                 post-traffic delay=4h  post-traffic
                          3        c                                         any after=2            post-traffic  \
                        depends on 2, which runs post-traffic
                          4        d                                         pre-traffic            blocked       \
                        depends on 3, which runs post-traffic
                          -        view                                      pre-traffic after=1    now
                        warning: pre would refuse to run anything, 1 migration is blocked
                          4 "d" (V4__d.sql) is marked pre-traffic, but depends on 3 "c" (V3__c.sql), which runs post-traffic
                          either deploy the release that brings 3 to its end first, then this one;
                          or, if 4 does not really depend on 3, say so in its mark: after=none, or after=<the versions it depends on>
                        """);
    }

    @Test
    void warnsOfNothingWhenBlockedOnesAreSkipped() {
        five();

        assertThat(program.run("plan", "--on-blocked=skip").out()).doesNotContain("warning");
    }

    @Test
    void showsUntilWhenPostWaits() {
        five();
        program.with("TIDEGATE_DRAINED_AT", "2026-01-01T10:00:00.123456Z")
                .at(() -> Instant.parse("2026-01-01T12:00:00Z"));

        assertThat(program.run("plan", "--phase", "post-traffic").out()).contains("""
                the post-traffic run, 5 pending migrations: 2 now, 3 not yet
                """).contains("  not yet  its delay of 4h since the drain ends at 2026-01-01T14:00:01Z\n")
                .contains("  not yet  depends on 2, which is not due yet\n");
    }

    @Test
    void showsAFreshDatabase() {
        five();

        assertThat(program.with("TIDEGATE_FRESH", "true").run("plan").out())
                .startsWith("the pre-traffic run of a new database, 5 pending migrations: 5 now\n");
    }

    @Test
    void alignsFortyMigrationsAndFitsATerminal() {
        for (int version = 1; version <= 40; version++) {
            program.script("V" + version + "__a_step_with_a_description_of_usual_length.sql",
                    version % 3 == 0 ? "-- tidegate: post-traffic delay=4h" : "-- tidegate: pre-traffic after=none");
        }

        String plan = program.run("plan").out();

        List<String> rows = plan.lines().skip(1).toList();
        int runs = rows.getFirst().indexOf("RUNS");
        assertThat(rows).hasSize(41).allSatisfy(row -> assertThat(row.substring(runs - 2)).matches(
                "  (RUNS .*|now|post-traffic)"));
        assertThat(plan.lines().map(String::length).max(Comparator.naturalOrder()).orElseThrow()).isLessThanOrEqualTo(
                100);
    }

    private void five() {
        program.script("V1__add_the_full_name_of_the_customer_to_every_invoice.sql", "-- tidegate: any")
                .script("V2__drop_name.sql", "-- tidegate: post-traffic delay=4h")
                .script("V3__c.sql", "-- tidegate: any after=2").script("V4__d.sql", "-- tidegate: pre-traffic")
                .script("R__view.sql", "-- tidegate: pre-traffic after=1");
    }
}
