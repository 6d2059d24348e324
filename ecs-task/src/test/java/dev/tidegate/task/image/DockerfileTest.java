package dev.tidegate.task.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import dev.tidegate.task.database.Tls;
import org.junit.jupiter.api.Test;

/** What only Docker would do. */
class DockerfileTest {
    @Test
    void putsTheCertificatesWhereTheRunnerLooksForThem() {
        assertThat(Path.of("Dockerfile")).content().contains("-bundle.pem " + Tls.IMAGE_BUNDLE + "\n");
    }
}
