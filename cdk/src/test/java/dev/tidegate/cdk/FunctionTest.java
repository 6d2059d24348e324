package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionTest {
    private final Map<String, Object> function = Synthesised.properties(Synthesised.only("AWS::Lambda::Function"));
    private final Map<String, Object> environment = Synthesised
            .object(Synthesised.object(function.get("Environment")).get("Variables"));

    @Test
    void runsOurHandlerOnTheNewestManagedJava() {
        assertThat(function).containsEntry("Handler", "dev.tidegate.lambda.Handler").containsEntry("Runtime", "java25")
                .containsEntry("Architectures", List.of("arm64")).containsEntry("MemorySize", 1024)
                .containsEntry("Timeout", 60);
    }

    @Test
    void hasNoNetworkOfItsOwnAndNoLayer() {
        assertThat(function).doesNotContainKeys("VpcConfig", "Layers", "FileSystemConfigs");
    }

    @Test
    void writesToALogGroupThatForgets() {
        assertThat(function).containsEntry("LoggingConfig", Map.of("LogGroup", "${TidegateLog}"));
        assertThat(Synthesised.properties(Synthesised.only("AWS::Logs::LogGroup")))
                .containsEntry("RetentionInDays", 90);
    }

    @Test
    void isGivenTheTableAndTheSettingsAndNothingElse() {
        assertThat(environment).containsOnlyKeys("TIDEGATE_TABLE", "TIDEGATE_SETTINGS", "JAVA_TOOL_OPTIONS")
                .containsEntry("TIDEGATE_TABLE", "${TidegateLedger}")
                .containsEntry("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    }

    /** The function refuses a member that it does not know, so this is the whole of it. */
    @Test
    void isToldTheServiceAndThePinnedMigrationTaskInTheFormItReads() throws JsonProcessingException {
        JsonNode settings = new ObjectMapper().readTree((String) environment.get("TIDEGATE_SETTINGS"));

        assertThat(settings).isEqualTo(new ObjectMapper().readTree("""
                {"databases": [{
                    "name": "web",
                    "cluster": "${Cluster}",
                    "service": "web",
                    "task": {"taskDefinition": "${MigrationTask}", "container": "migrate"}
                }]}"""));
    }
}
