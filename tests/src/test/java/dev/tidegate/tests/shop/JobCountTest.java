package dev.tidegate.tests.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

class JobCountTest {
    private final JobCount failing = new JobCount("41", 120, 3, Optional.of("ERROR: column \"name\" does not exist"));

    @Test
    void isToldInOneLine() {
        assertThat(failing.line()).isEqualTo(
                "jobs done=120 failed=3 version=41 lastError=ERROR: column \"name\" does not exist");
        assertThat(new JobCount("42", 7, 0, Optional.empty()).line())
                .isEqualTo("jobs done=7 failed=0 version=42 lastError=-");
    }

    @Test
    void isReadBackFromItsLine() {
        assertThat(JobCount.parse(failing.line())).contains(failing);
        assertThat(JobCount.parse("shop 41 ready on port 8080")).isEmpty();
    }

    @Test
    void addsUpAcrossTasks() {
        assertThat(failing.plus(new JobCount("41", 10, 1, Optional.empty())))
                .isEqualTo(new JobCount("41", 130, 4, failing.lastError()));
    }
}
