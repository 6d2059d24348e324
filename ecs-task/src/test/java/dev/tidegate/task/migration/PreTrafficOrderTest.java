package dev.tidegate.task.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreTrafficOrderTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing pending                              | ''                                        | ''
            one to expand                                | 1 pre                                     | 1 runs
            one to contract                              | 1 post                                    | 1 later
            one harmless                                 | 1 any                                     | 1 runs
            expand, then contract                        | 1 pre; 2 post                             | 1 runs, 2 later
            a whole line to expand                       | 1 pre; 2 pre; 3 any; 4 pre                | 1 runs, 2 runs, 3 runs, 4 runs
            pre behind post is blocked                   | 1 post; 2 pre                             | 1 later, 2 blocked by 1
            pre behind a blocked pre is blocked          | 1 post; 2 pre; 3 pre                      | 1 later, 2 blocked by 1, 3 blocked by 2
            any behind post waits with it                | 1 post; 2 any                             | 1 later, 2 later by 1
            pre behind a waiting any is blocked          | 1 post; 2 any; 3 pre                      | 1 later, 2 later by 1, 3 blocked by 2
            any behind blocked is blocked                | 1 post; 2 pre; 3 any                      | 1 later, 2 blocked by 1, 3 blocked by 2
            post behind blocked is blocked               | 1 post; 2 pre; 3 post                     | 1 later, 2 blocked by 1, 3 blocked by 2
            any behind post behind blocked is blocked    | 1 post; 2 pre; 3 post; 4 any              | 1 later, 2 blocked by 1, 3 blocked by 2, 4 blocked by 3
            after=none frees a pre                       | 1 post; 2 pre after=none                  | 1 later, 2 runs
            after=none frees an any                      | 1 post; 2 any after=none                  | 1 later, 2 runs
            the next one depends on the freed one        | 1 post; 2 pre after=none; 3 pre           | 1 later, 2 runs, 3 runs
            after= past the post                         | 1 pre; 2 post; 3 pre after=1              | 1 runs, 2 later, 3 runs
            after= the post                              | 1 pre; 2 post; 3 pre; 4 pre after=2       | 1 runs, 2 later, 3 blocked by 2, 4 blocked by 2
            after= one that has been applied             | 2 post; 3 pre after=1                     | 2 later, 3 runs
            the one before has been applied, the post before that has not | 1 post; 3 pre            | 1 later, 3 blocked by 1
            a diamond with one late side                 | 1 pre; 2 pre after=1; 3 post after=1; 4 pre after=2,3 | 1 runs, 2 runs, 3 later, 4 blocked by 3
            a diamond of any with one late side          | 1 pre; 2 pre after=1; 3 post after=1; 4 any after=2,3 | 1 runs, 2 runs, 3 later, 4 later by 3
            a diamond without a late side                | 1 any; 2 pre after=1; 3 any after=1; 4 pre after=2,3  | 1 runs, 2 runs, 3 runs, 4 runs
            a post freed from a blocked one still waits  | 1 post; 2 pre; 3 post after=1             | 1 later, 2 blocked by 1, 3 later
            a chain of after= through any                | 1 post; 2 any after=1; 3 any after=2; 4 pre after=none | 1 later, 2 later by 1, 3 later by 2, 4 runs
            given in any order                           | 3 pre; 1 post; 2 pre after=none           | 1 later, 2 runs, 3 runs
            versions are numbers                         | 10 pre; 9 post; 9.1 pre after=none        | 9 later, 9.1 runs, 10 runs
            a repeatable pre runs at the end             | R view pre; 1 pre                         | 1 runs, view runs
            a repeatable post waits                      | R view post; 1 pre                        | 1 runs, view later
            a repeatable pre does not wait for a post    | 1 post; R view pre                        | 1 later, view runs
            a repeatable pre behind a blocked pre        | 1 post; 2 pre; R view pre                 | 1 later, 2 blocked by 1, view blocked by 2
            a repeatable any is free                     | 1 post; 2 pre; R view any                 | 1 later, 2 blocked by 1, view runs
            a repeatable any after= a post               | 1 post; R view any after=1                | 1 later, view later by 1
            a repeatable pre after= a post               | 1 post; R view pre after=1                | 1 later, view blocked by 1
            a repeatable post behind a blocked pre       | 1 post; 2 pre; R view post                | 1 later, 2 blocked by 1, view blocked by 2
            two tables, one line each: only the line with the post is held up | 1 pre after=none; 2 post after=1; 3 pre after=none; 4 pre after=3; 5 any after=2; 6 any after=4 | 1 runs, 2 later, 3 runs, 4 runs, 5 later by 2, 6 runs
            two tables, both contracted, one expands again | 1 post after=none; 2 post after=none; 3 pre after=none; 4 pre after=2 | 1 later, 2 later, 3 runs, 4 blocked by 2
            three tables that meet in one              | 1 pre after=none; 2 any after=none; 3 post after=none; 4 pre after=1,2; 5 post after=4,3 | 1 runs, 2 runs, 3 later, 4 runs, 5 later
            a diamond with a blocked side              | 1 post; 2 pre; 3 any after=1; 4 post after=2,3 | 1 later, 2 blocked by 1, 3 later by 1, 4 blocked by 2
            a diamond whose late side is its top       | 1 post; 2 any; 3 any after=1; 4 pre after=2,3 | 1 later, 2 later by 1, 3 later by 1, 4 blocked by 2
            blocked behind a delayed one behind a delayed one | 1 post delay=4h; 2 post delay=1h; 3 any; 4 pre | 1 later, 2 later, 3 later by 2, 4 blocked by 3
            blocked and delayed at once is blocked     | 1 post; 2 pre; 3 any after=1,2               | 1 later, 2 blocked by 1, 3 blocked by 2
            a blocked one blocks backwards nothing     | 1 pre; 2 any; 3 post; 4 pre                  | 1 runs, 2 runs, 3 later, 4 blocked by 3
            """)
    void decidesWhatRunsBeforeTraffic(String name, String pending, String expected) {
        assertThat(Pending.text(PreTrafficOrder.plan(Pending.of(pending)))).isEqualTo(expected);
    }

    @Test
    void runsEverythingInVersionOrderOnAFreshDatabase() {
        Plan plan = PreTrafficOrder.fresh(Pending.of("R view post; 3 pre; 2 post delay=4h; 1 pre"));

        assertThat(Pending.text(plan)).isEqualTo("1 runs, 2 runs, 3 runs, view runs");
    }
}
