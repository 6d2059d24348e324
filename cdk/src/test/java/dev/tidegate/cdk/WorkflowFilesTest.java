package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.cdk.template.Parameters;
import dev.tidegate.cdk.template.PlainTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** What users start their pipelines from. */
class WorkflowFilesTest {
    private static final Path ROOT = Path.of(System.getProperty("tidegate.root"));
    private static final Path WORKFLOWS = ROOT.resolve("cdk/workflows");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private static String text(String file) throws IOException {
        return Files.readString(WORKFLOWS.resolve(file));
    }

    private static Map<String, Object> json(String text) throws IOException {
        return Readable.object(JSON.readValue(text, Map.class));
    }

    private static Map<String, Object> pipeline() throws IOException {
        return new Yaml().load(text("github-actions.yml"));
    }

    private static List<Map<String, Object>> steps() throws IOException {
        Map<String, Object> job = Readable.object(Readable.object(pipeline().get("jobs")).get("release"));
        return Readable.list(job.get("steps")).stream().map(Readable::object).toList();
    }

    @Test
    void theAppSpecNamesTheHookAndTheFunctionOfTheTemplateAndTheConstruct() throws IOException {
        Map<String, Object> hook = Readable.object(Readable.list(json(text("appspec.json")).get("Hooks")).get(0));
        Object function = PlainTemplate.resources(Parameters.littleWithCodeDeploy()).get("TidegateFunction").get(
                "Properties");
        Given given = new Given("appspec");
        var web = given.codeDeployed("Web");
        Tidegate tidegate = given.tidegate("Tidegate").service(web, given.group(web)).build();

        assertThat(hook).isEqualTo(Map.of("BeforeInstall", Readable.object(function).get("FunctionName")));
        assertThat(json((String) PlainTemplate.outputs(Parameters.littleWithCodeDeploy()).get("AppSpecHook")))
                .containsOnlyKeys(hook.keySet());
        assertThat(tidegate.codeDeployHooks()).singleElement().satisfies(ours -> assertThat(ours).containsOnlyKeys(hook
                .keySet()));
    }

    @Test
    void thePipelineLogsInByOpenIdConnectAndGivesWhatTheStateMachineReads() throws IOException {
        Map<String, Object> login = steps().get(0);
        Map<String, Object> environment = Readable.object(steps().get(1).get("env"));

        assertThat(pipeline().get("permissions")).isEqualTo(Map.of("id-token", "write", "contents", "read"));
        assertThat((String) login.get("uses")).startsWith("aws-actions/configure-aws-credentials@v");
        assertThat(Readable.object(login.get("with"))).containsKeys("role-to-assume", "aws-region");
        assertThat(json((String) environment.get("INPUT")).keySet()).isEqualTo(read("release.asl.json",
                "\\$states\\.input\\.(\\w+)"));
        assertThat((String) environment.get("MACHINE")).endsWith(":stateMachine:tidegate-release");
    }

    /** Its script, with an AWS that has this to say of the execution. */
    @ParameterizedTest
    @CsvSource({"RUNNING RUNNING SUCCEEDED, 0", "RUNNING FAILED, 1", "TIMED_OUT, 1", "ABORTED, 1"})
    void thePipelineWaitsForTheEndAndFailsWithTheStateMachine(String states, int exit) throws Exception {
        Files.writeString(folder.resolve("states"), states.replace(' ', '\n') + "\n");
        command("aws", """
                case "$*" in
                  "stepfunctions start-execution "*) echo arn:of:execution ;;
                  *--execution-arn\\ arn:of:execution\\ --query\\ status*) head -n 1 states; sed -i 1d states ;;
                  *--execution-arn\\ arn:of:execution*) echo Tidegate.PreFailed because ;;
                  *) exit 99 ;;
                esac
                """);
        command("sleep", "");
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-c", (String) steps().get(1).get("run"));
        builder.directory(folder.toFile()).redirectErrorStream(true).environment().putAll(Map.of("PATH", folder + ":"
                + System.getenv("PATH"), "MACHINE", "machine", "INPUT", "{}", "GITHUB_RUN_ID", "1",
                "GITHUB_RUN_ATTEMPT", "1"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(exit);
        assertThat(said).isEqualTo(exit == 0 ? "" : "Tidegate.PreFailed because\n");
        assertThat(folder.resolve("states")).isEmptyFile();
    }

    private void command(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void theInputsOfTheReadmeAreWhatTheStateMachinesRead() throws IOException {
        List<String> examples = blocks(WORKFLOWS.resolve("README.md"), "json");

        assertThat(json(examples.get(0)).keySet()).isEqualTo(read("release.asl.json",
                "\\$states\\.input\\.(\\w+)"));
        Set<String> fanOut = read("fan-out.asl.json", "\\$(?:states\\.input\\.)?run\\.(\\w+)");
        // Of the post-traffic phase only.
        fanOut.remove("drainedAt");
        assertThat(json(examples.get(1)).keySet()).isEqualTo(fanOut);
    }

    private static Set<String> read(String machine, String member) throws IOException {
        return Pattern.compile(member).matcher(text(machine)).results().map(found -> found.group(1)).collect(Collectors
                .toCollection(TreeSet::new));
    }

    @Test
    void everyYamlOfTheReadmeIsYaml() throws IOException {
        List<String> blocks = blocks(ROOT.resolve("README.md"), "yaml");

        assertThat(blocks).hasSizeGreaterThanOrEqualTo(2).allSatisfy(block -> assertThat((Map<?, ?>) new Yaml().load(
                block)).isNotEmpty());
    }

    private static List<String> blocks(Path file, String language) throws IOException {
        Matcher blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(
                file));
        return blocks.results().map(found -> found.group(1)).toList();
    }
}
