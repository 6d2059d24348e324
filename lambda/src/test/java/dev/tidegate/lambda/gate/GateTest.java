package dev.tidegate.lambda.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
    @Test
    void onlyClosedGatesAreWaitedForInTheirOrder() {
        assertThat(Gate.waits(List.of(Gate.closed("drained", "two old tasks"), Gate.open("alarms"),
                Gate.closed("back-off", "not yet")))).containsExactly("two old tasks", "not yet");
    }

    @Test
    void openGatesAreNotWaitedFor() {
        assertThat(Gate.waits(List.of(Gate.open("drained"), Gate.open("back-off")))).isEmpty();
    }
}
