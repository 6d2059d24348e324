package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class FunctionTest {
    private final Map<String, Object> function = Shop.TEMPLATE.properties("AWS::Lambda::Function", "Tidegate");

    @Test
    void runsOurHandlerOnTheNewestManagedJava() {
        assertThat(function).containsEntry("Handler", "dev.tidegate.lambda.Handler").containsEntry("Runtime", "java25")
                .containsEntry("Architectures", List.of("arm64")).containsEntry("MemorySize", 1024)
                .containsEntry("Timeout", 60);
    }

    @Test
    void shipsThePackageOfTheControl() throws IOException {
        Path asset = Shop.OUT.resolve("asset." + Readable.object(function.get("Code")).get("S3Key"));
        Path packaged = Path.of(System.getProperty("tidegate.root"), "lambda/target/tidegate-lambda.jar");

        assertThat(asset).hasSameBinaryContentAs(packaged);
        try (JarFile jar = new JarFile(asset.toFile())) {
            assertThat(jar.getEntry("dev/tidegate/lambda/Handler.class")).isNotNull();
        }
    }

    @Test
    void hasNoNetworkOfItsOwnAndNoLayer() {
        assertThat(function).doesNotContainKeys("VpcConfig", "Layers", "FileSystemConfigs");
    }

    /** CodeDeploy's limited managed policy lets it call functions of that name only; Lambda takes 64 characters. */
    @Test
    void hasANameThatCodeDeployMayCall() {
        assertThat((String) function.get("FunctionName")).startsWith("CodeDeployHook_Shop_Tidegate_")
                .hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void isGivenTheTableAndTheSettingsAndNothingElse() {
        assertThat(Readable.object(Readable.object(function.get("Environment")).get("Variables")))
                .containsOnlyKeys("TIDEGATE_TABLE", "TIDEGATE_SETTINGS", "JAVA_TOOL_OPTIONS")
                .containsEntry("TIDEGATE_TABLE", "${TidegateLedger}")
                .containsEntry("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    }

    @Test
    void keepsAWakeUpThatItCannotHandle() {
        assertThat(function).containsEntry("DeadLetterConfig", Map.of("TargetArn", "${TidegateLostWakeUps.Arn}"));
        assertThat(Shop.TEMPLATE.properties("AWS::Lambda::EventInvokeConfig", "Tidegate"))
                .containsEntry("MaximumRetryAttempts", 2).containsEntry("MaximumEventAgeInSeconds", 3600);
        assertThat(Shop.TEMPLATE.properties("AWS::SQS::Queue", "Tidegate"))
                .containsEntry("SqsManagedSseEnabled", true).containsEntry("MessageRetentionPeriod", 1_209_600);
    }

    @Test
    void writesToALogGroupThatForgetsAndStays() {
        Map<String, Object> log = Shop.TEMPLATE.only("AWS::Logs::LogGroup", "TidegateLog");

        assertThat(function).containsEntry("LoggingConfig", Map.of("LogGroup", "${TidegateLog}"));
        assertThat(log).containsEntry("DeletionPolicy", "Retain").containsEntry("UpdateReplacePolicy", "Retain");
        assertThat(Readable.properties(log)).containsEntry("RetentionInDays", 90);
    }
}
