package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.cdk.example.ShopApp;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;

class NagTest {
    @Test
    void awsSolutionsFindsNothingThatIsNotExplained() throws IOException {
        Path out = Path.of("target/cdk.nag");
        App app = new App(AppProps.builder().outdir(out.toString()).build());
        ShopApp.create(app);
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
        app.synth();

        List<String> report = Files.readAllLines(out.resolve("AwsSolutions-Shop-NagReport.csv"));

        assertThat(report).as("found elsewhere, so that it looks at all").anyMatch(line -> line.contains(
                "\"Non-Compliant\"") && line.contains("\"Shop/Traffic/"));
        List<String> ours = report.stream().filter(line -> line.contains("\"Shop/Tidegate/")).toList();
        assertThat(ours).anyMatch(line -> line.contains("\"Compliant\""));
        assertThat(ours).noneMatch(line -> line.contains("\"Non-Compliant\"") || line.contains("\"UNKNOWN\""));
    }

    @Test
    void whatIsExplainedIsThisAndHasAReason() {
        Map<String, Object> resources = Readable.object(Shop.TEMPLATE.json().get("Resources"));
        List<Map<String, Object>> explained = resources.values().stream().map(Readable::object)
                .filter(resource -> resource.get("Metadata") != null).map(resource -> Readable.object(Readable.object(
                        resource.get("Metadata")).get("cdk_nag"))).filter(nag -> nag != null)
                .flatMap(nag -> Readable.list(nag.get("rules_to_suppress")).stream()).map(Readable::object).toList();

        assertThat(explained).map(rule -> rule.get("id")).containsExactlyInAnyOrder("AwsSolutions-IAM5",
                "AwsSolutions-IAM5", "AwsSolutions-ECS2", "AwsSolutions-SQS3");
        assertThat(explained).allSatisfy(rule -> assertThat((String) rule.get("reason")).hasSizeGreaterThan(30));
    }
}
