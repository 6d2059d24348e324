package dev.tidegate.task.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tidegate.task.TestDatabase;
import dev.tidegate.task.check.report.CheckText;
import dev.tidegate.task.check.report.Checked;
import dev.tidegate.task.check.scratch.ScratchServer;
import dev.tidegate.task.database.DatabaseUrl;
import dev.tidegate.task.database.Login;
import dev.tidegate.task.script.Placeholders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of the corpus: the findings are these and no others, and the script deserves this mark. */
class CorpusTest {
    private static final int LEAST = 150;

    static Stream<Case> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(CorpusTest.class.getResource("/check").toURI());
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> cases = files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
            return cases.stream().map(Case::read);
        }
    }

    @Test
    void isLarge() throws IOException, URISyntaxException {
        assertThat(cases().count()).isGreaterThanOrEqualTo(LEAST);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFound(Case given, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("V1__base.sql"), "-- tidegate: pre-traffic\n" + given.base());
        Files.writeString(folder.resolve("V2__case.sql"), given.script());
        Release release = Release.read(folder, Optional.empty(), Optional.empty(), new Placeholders.Off());
        DatabaseUrl server = DatabaseUrl.parse("postgresql://localhost:" + TestDatabase.port() + "/postgres")
                .orElseThrow();

        List<Checked> checked;
        try (ScratchServer scratch = new ScratchServer(server, new Login("postgres", Optional.empty()))) {
            checked = new Check(scratch, Check.Wishes.NONE).run(release);
        }

        assertThat(Case.heard(checked)).as(CheckText.text(checked, false)).isEqualTo(given.expected());
        assertThat(checked.getFirst().verdict().suggestion().word()).as(CheckText.text(checked, false)).isEqualTo(given
                .deserves());
    }
}
