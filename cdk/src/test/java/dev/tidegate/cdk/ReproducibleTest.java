package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.cdk.example.ShopApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReproducibleTest {
    /** In another process, because Java's immutable maps and sets have another order in each. */
    @Test
    void theSameAppGivesTheSameTemplate() throws IOException, InterruptedException {
        assertThat(synthesised()).isEqualTo(Files.readString(Shop.OUT.resolve("Shop.template.json")));
    }

    private static String synthesised() throws IOException, InterruptedException {
        Path out = Path.of("target", "cdk.reproducible");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), ShopApp.class.getName(), out.toString()).redirectErrorStream(
                        true)
                .redirectOutput(out.resolveSibling(out.getFileName() + ".log").toFile()).start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
        return Files.readString(out.resolve("Shop.template.json"));
    }
}
