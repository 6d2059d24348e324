package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads in the editor. */
class DocumentedTest {
    /** All but what is needed. */
    @ParameterizedTest
    @CsvSource({"TidegateOptions, service service service services", "TaskOptions, database database database"})
    void everyOptionSaysItsDefault(String options, String needed) throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/tidegate/cdk", options + ".java"));
        String[] parts = source.split("\n    public B ");
        List<String> without = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            String comment = parts[i - 1].substring(parts[i - 1].lastIndexOf("/**"));
            if (!comment.contains("default: ")) {
                without.add(parts[i].substring(0, parts[i].indexOf('(')));
            }
        }

        assertThat(parts).hasSizeGreaterThan(15);
        assertThat(without).containsExactly(needed.split(" "));
    }
}
