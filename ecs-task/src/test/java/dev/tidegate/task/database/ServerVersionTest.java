package dev.tidegate.task.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.task.outcome.TaskException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVersionTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18, 19})
    void fromTheOldestThatIsTestedOnThereIsNothingToSay(int major) {
        assertThat(new ServerVersion(major, major + ".1").doubt()).isEmpty();
        assertThatCode(new ServerVersion(major, major + ".1")::refuseTooOld).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 12, 13})
    void anOlderOneIsDoubtful(int major) {
        assertThat(new ServerVersion(major, major + ".22").doubt()).contains("the server is PostgreSQL " + major
                + ".22; the runner is tested with 14 and newer, so try these scripts on a copy of the database first, and"
                + " upgrade the server");
        assertThatCode(new ServerVersion(major, major + ".22")::refuseTooOld).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9})
    void aVeryOldOneIsRefused(int major) {
        assertThatThrownBy(new ServerVersion(major, major + ".4.26")::refuseTooOld).isInstanceOf(TaskException.class)
                .hasMessage("the server is PostgreSQL " + major + ".4.26; expected 14 or newer, and older than 10 lacks"
                        + " what the runner cannot do without; nothing was run, upgrade the server first");
    }
}
