package dev.tidegate.task.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void escapesWhatJsonDoesNotAllow() {
        assertThat(new Json.Text("a \"b\" \\ \n \t é \u0001 😀").write())
                .isEqualTo("\"a \\\"b\\\" \\\\ \\n \\t é \\u0001 \\ud83d\\ude00\"");
    }

    @Test
    void keepsTheOrderAndLeavesOutWhatIsAbsent() {
        assertThat(new JsonObject().put("b", 1).put("a", Optional.empty()).put("c", List.of(new Json.Text("x"))).build()
                .write())
                .isEqualTo("{\"b\":1,\"c\":[\"x\"]}");
    }
}
