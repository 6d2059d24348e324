package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.drain.CodeIdentity.ImageDigest;
import dev.tidegate.lambda.drain.Consumer.Kind;
import dev.tidegate.lambda.release.Rules;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.DeployedService;
import dev.tidegate.lambda.settings.MigrationTask;
import dev.tidegate.lambda.settings.Settings;
import dev.tidegate.lambda.settings.SettingsReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The function's own reader reads what it is given; it refuses what it does not know. */
class SettingsTest {
    static Settings read(Readable template) {
        Map<String, Object> environment = Readable.object(Readable.object(template.properties("AWS::Lambda::Function",
                "Tidegate").get("Environment")).get("Variables"));
        return SettingsReader.read(environment.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> named((String) entry.getValue()))));
    }

    /** With names for what refers to clusters and services, as it is once they are there. */
    private static String named(String value) {
        return value.replaceAll("\\$\\{(Cluster|[A-Za-z]+Service)(\\.Name)?}", "$1");
    }

    @Test
    void theExampleIsRead() {
        Settings settings = read(Shop.TEMPLATE);
        Database database = settings.databases().get(0);

        assertThat(settings.table()).isEqualTo("${TidegateLedger}");
        assertThat(settings.eventBus()).contains("default");
        assertThat(settings.databases()).hasSize(1);
        assertThat(database.name()).isEqualTo("web");
        assertThat(database.services()).containsExactly(new DeployedService("Cluster", "web", Optional.empty(),
                Optional.of("shop")));
        assertThat(database.others()).containsExactly(
                new dev.tidegate.lambda.drain.Consumer(Kind.SERVICE, "Cluster", "worker", new ImageDigest(),
                        Optional.of("shop")),
                new dev.tidegate.lambda.drain.Consumer(Kind.FAMILY, "Cluster", "ShopReportTask74304CAA",
                        new ImageDigest(), Optional.of("shop")));
        assertThat(database.rules()).isEqualTo(Rules.DEFAULT);
        assertThat(database.alarms()).isEmpty();
    }

    @Test
    void theMigrationTaskIsPinnedAndRunsInItsOwnSecurityGroup() {
        assertThat(read(Shop.TEMPLATE).databases().get(0).task()).isEqualTo(new MigrationTask(Optional.of(
                "${TidegateMigrationTask}"), "migrate", List.of("pre"), List.of("post"), List.of(
                        "${VpcPrivateSubnet1Subnet}", "${VpcPrivateSubnet2Subnet}"), List.of(
                                "${TidegateSecurityGroup.GroupId}"), false));
    }
}
