package dev.tidegate.task.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.tidegate.task.database.Tls;
import org.junit.jupiter.api.Test;

/** What only Docker would do. */
class DockerfileTest {
    @Test
    void putsTheCertificatesWhereTheRunnerLooksForThem() {
        assertThat(Path.of("Dockerfile")).content().contains("-bundle.pem " + Tls.IMAGE_BUNDLE + "\n");
    }

    @Test
    void namesTheVersionOfWhatItIsBuiltWith() {
        assertThat(Path.of("Dockerfile")).content().containsPattern(
                "\nARG MAVEN=maven:\\d+\\.\\d+\\.\\d+-eclipse-temurin-25\n");
    }

    @Test
    void saysWhatItIs() {
        assertThat(Path.of("Dockerfile")).content().contains("image.version=\"${VERSION}\"",
                "image.revision=\"${REVISION}\"", "image.source=\"${SOURCE}\"");
    }

    /** Beyond a FROM an argument is empty unless it is named again. */
    @Test
    void namesEveryArgumentThatALabelTakes() throws IOException {
        String last = Files.readString(Path.of("Dockerfile")).split("\nFROM ")[3];

        for (MatchResult argument : Pattern.compile("\\$\\{(\\w+)}").matcher(last.substring(last.indexOf("LABEL")))
                .results().toList()) {
            assertThat(last).contains("\nARG " + argument.group(1));
        }
    }
}
