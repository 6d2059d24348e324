package dev.tidegate.tests.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.tests.rehearsal.DeploymentKind;
import dev.tidegate.tests.rehearsal.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {
    @TempDir
    private Path folder;

    private static DemoOptions parse(String... arguments) {
        return DemoOptions.parse(List.of(arguments));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path ownScripts() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        for (String script : List.of("V1__a.sql", "V1_5__b.sql", "V10__c.sql", "R__views.sql")) {
            Files.createFile(own.resolve(script));
        }
        return own;
    }

    @Test
    void whatIsLeftOutIsTheShopOnEcsWithTidegate() {
        DemoOptions options = parse("--strategy=ecs", "--mode=tidegate", "--migrations=", "--applied=", "--unmarked=");

        assertThat(options.kind()).isEqualTo(DeploymentKind.ECS);
        assertThat(options.mode()).isEqualTo(Mode.TIDEGATE);
        assertThat(options.foreign()).isFalse();
    }

    @Test
    void theShopIsDeployedWithTheScriptsOfItsTwoReleases() throws IOException {
        Plan plan = parse("--strategy=codedeploy").plan(folder);

        assertThat(plan.kind()).isEqualTo(DeploymentKind.CODEDEPLOY);
        assertThat(plan.controlled()).isTrue();
        assertThat(plan.idle()).isFalse();
        assertThat(files(plan.applied().orElseThrow())).containsExactly("V1__create_customer.sql");
        assertThat(files(plan.scripts())).hasSize(3);
    }

    @Test
    void theNaiveModeDiffersInNothingButTheControl() throws IOException {
        Plan naive = parse("--mode=naive").plan(Files.createDirectory(folder.resolve("naive")));
        Plan tidegate = parse("--mode=tidegate").plan(Files.createDirectory(folder.resolve("tidegate")));

        assertThat(naive.controlled()).isFalse();
        assertThat(naive).usingRecursiveComparison().ignoringFields("controlled", "applied", "scripts")
                .isEqualTo(tidegate);
        assertThat(files(naive.scripts())).isEqualTo(files(tidegate.scripts()));
    }

    @Test
    void ownScriptsUpToAVersionAreThereBefore() throws IOException {
        ownScripts();

        Plan plan = parse("--root=" + folder, "--migrations=own", "--applied=1.5", "--unmarked=any")
                .plan(folder.resolve("images"));

        assertThat(plan.idle()).isTrue();
        assertThat(plan.scripts()).isEqualTo(folder.resolve("own"));
        assertThat(files(plan.applied().orElseThrow())).containsExactly("V1_5__b.sql", "V1__a.sql");
        assertThat(plan.runnerSettings()).isEqualTo(Map.of("TIDEGATE_UNMARKED", "any"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --strategy=rolling | strategy "rolling": expected ecs or codedeploy
            --mode=fast        | mode "fast": expected tidegate or naive
            --migrations=none  | migrations "./none": expected a folder of SQL scripts
            --applied=3        | applied "3" goes with migrations
            fast               | expected --name=value, given "fast"
            """)
    void whatCannotBeRehearsedIsSaid(String argument, String message) {
        assertThatThrownBy(() -> parse(argument)).isInstanceOf(DemoOptions.Wrong.class).hasMessage(message);
    }

    @Test
    void ownScriptsCannotBeRehearsedNaively() throws IOException {
        assertThatThrownBy(() -> parse("--mode=naive", "--migrations=" + ownScripts()))
                .hasMessage("mode naive shows what happens to the shop under load: leave out migrations");
    }
}
