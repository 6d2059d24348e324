package dev.tidegate.lambda.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.drain.Consumer;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.Rules;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    private static final String SMALLEST = """
            {"databases": [{"name": "orders", "cluster": "shop", "service": "web", "task": {"container": "migrate"}}]}
            """;

    private static Settings read(String settings) {
        return SettingsReader.read(Map.of("TIDEGATE_TABLE", "releases", "TIDEGATE_SETTINGS", settings,
                "AWS_LAMBDA_FUNCTION_NAME", "tidegate"));
    }

    @Test
    void everythingButTheNamesHasADefault() {
        assertThat(read(SMALLEST)).isEqualTo(new Settings("releases", List.of(new Database("orders", List.of(
                new DeployedService("shop", "web", Optional.empty(), Optional.empty())), new CodeIdentity.ImageDigest(),
                List.of(),
                new MigrationTask(Optional.empty(), "migrate", List.of("pre"), List.of("post"), List.of(), List.of(),
                        false),
                List.of(), Duration.ofSeconds(30), Rules.DEFAULT)), Optional.of("default"), Duration.ofDays(90),
                "tidegate"));
    }

    @Test
    void everythingCanBeSet() {
        Settings settings = read(
                """
                        {"databases": [{"name": "orders", "cluster": "shop", "service": "web", "hookPoll": "10s",
                          "settle": "2m", "preLimit": "20m", "postLimit": "7d", "retryAfter": "1h",
                          "delay": "4h", "approval": true, "announcementLife": "2h", "alarms": ["errors"],
                          "codeDeploy": {"application": "app", "deploymentGroup": "group"}, "container": "app",
                          "identity": "tag:version", "consumerContainer": "job", "consumers": [{"service": "worker", "cluster": "batch", "container": "w",
                            "identity": "environment:SHA"}, {"family": "report"}],
                          "task": {"taskDefinition": "migrate:7", "container": "main",
                                   "pre": ["python", "manage.py", "safemigrate"], "post": ["python", "manage.py", "migrate"],
                                   "subnets": ["subnet-1"], "securityGroups": ["sg-1"], "assignPublicIp": true}}],
                         "eventBus": "none", "keep": "30d"}
                        """);

        Database database = settings.database("orders").orElseThrow();
        assertThat(settings.eventBus()).isEmpty();
        assertThat(settings.keep()).isEqualTo(Duration.ofDays(30));
        DeployedService web = new DeployedService("shop", "web", Optional.of(new DeploymentGroup("app", "group")),
                Optional.of("app"));
        Consumer worker = new Consumer(Consumer.Kind.SERVICE, "batch", "worker", new CodeIdentity.Environment("SHA"),
                Optional.of("w"));
        Consumer report = new Consumer(Consumer.Kind.FAMILY, "shop", "report", new CodeIdentity.DefinitionTag(
                "version"), Optional.of("job"));
        assertThat(database.services()).containsExactly(web);
        assertThat(database.consumersBeside(web)).containsExactly(worker, report);
        assertThat(database.identities()).containsExactlyInAnyOrder(worker.identity(), report.identity());
        assertThat(database.alarms()).containsExactly("errors");
        assertThat(database.hookPoll()).isEqualTo(Duration.ofSeconds(10));
        assertThat(database.rules()).isEqualTo(new Rules(Duration.ofMinutes(2), Duration.ofHours(4), true, Duration
                .ofMinutes(20),
                Duration.ofDays(7), Rules.DEFAULT.grace(), 5, 20, Duration.ofHours(1), Rules.DEFAULT.claimPatience(),
                Rules.DEFAULT.claimLife(), Duration.ofHours(2)));
        assertThat(database.task()).isEqualTo(new MigrationTask(Optional.of("migrate:7"), "main",
                List.of("python", "manage.py", "safemigrate"), List.of("python", "manage.py", "migrate"),
                List.of("subnet-1"), List.of("sg-1"), true));
        assertThat(database.task().command(Phase.POST_TRAFFIC)).containsExactly("python", "manage.py", "migrate");
    }

    @Test
    void anEntryIsFoundByServiceAndByDeploymentGroup() {
        Settings settings = read("""
                {"databases": [
                  {"name": "a", "cluster": "shop", "service": "web", "task": {"container": "m"}},
                  {"name": "b", "cluster": "shop", "service": "web2", "task": {"container": "m"},
                   "codeDeploy": {"application": "app", "deploymentGroup": "group"}}]}
                """);

        assertThat(settings.service("arn:aws:ecs:eu-west-1:1:service/shop/web2").map(found -> found.database().name()))
                .contains("b");
        assertThat(settings.service("arn:aws:ecs:eu-west-1:1:service/other/web")).isEmpty();
        assertThat(settings.service("arn:aws:ecs:eu-west-1:1:service/web")).isEmpty();
        assertThat(settings.group("app", "group").map(found -> found.database().name())).contains("b");
        assertThat(settings.group("app", "other")).isEmpty();
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> SettingsReader.read(Map.of("TIDEGATE_SETTINGS", """
                {"databases": [
                  {"name": "", "service": 7, "settel": "30s", "settle": "soon", "preLimit": "55m", "hookPoll": "0s",
                   "codeDeploy": {"application": "app"},
                   "task": {"pre": "pre", "subnets": [1], "assignPublicIp": "yes", "image": "x"}},
                  {"name": "twice", "cluster": "c", "service": "s", "task": {"container": "m"}},
                  {"name": "twice", "cluster": "c", "service": "t"},
                  3], "more": true}
                """))).isInstanceOf(InvalidSettings.class).hasMessage("settings: " + String.join("; ",
                "TIDEGATE_TABLE is not set; expected the name of the table of releases",
                "databases[3]: expected an object, given 3",
                "databases[0].name: expected a text that is not empty, given \"\"",
                "databases[0].cluster is missing; expected a text",
                "databases[0].service: expected a text that is not empty, given 7",
                "databases[0].codeDeploy.deploymentGroup is missing; expected a text",
                "databases[0].task.container is missing; expected a text",
                "databases[0].task.pre: expected a list of texts that are not empty, given \"pre\"",
                "databases[0].task.subnets: expected a list of texts that are not empty, given [1]",
                "databases[0].task.assignPublicIp: expected true or false, given \"yes\"",
                "databases[0].task.image is not a setting; known here: assignPublicIp, container, post, pre, "
                        + "securityGroups, subnets, taskDefinition",
                "databases[0].hookPoll: expected a duration such as \"30s\", \"10m\", \"4h\" or \"2d\", from 1s to 5m, "
                        + "given \"0s\"",
                "databases[0].settle: expected a duration such as \"30s\", \"10m\", \"4h\" or \"2d\", from 1s to 1d, "
                        + "given \"soon\"",
                "databases[0].preLimit: expected a duration such as \"30s\", \"10m\", \"4h\" or \"2d\", from 1s to "
                        + "52m, given \"55m\"",
                "databases[0].settel is not a setting; known here: alarms, announcementLife, approval, cluster, "
                        + "codeDeploy, consumerContainer, consumers, container, delay, hookPoll, identity, name, postLimit, preLimit, retryAfter, "
                        + "service, services, settle, task",
                "databases[2].task is missing; expected an object with at least \"container\"",
                "databases[3].name is missing; expected a text", "databases[3].cluster is missing; expected a text",
                "databases[3].service is missing; expected a text",
                "databases[3].task is missing; expected an object with at least \"container\"",
                "more is not a setting; known here: databases, eventBus, keep",
                "databases: the name \"twice\" is given twice"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "cluster": "arn:aws:ecs:eu-west-1:1:cluster/c" | cluster: expected a name of at most 255 letters, digits, - and _, not an ARN, given "arn:aws:ecs:eu-west-1:1:cluster/c"
            "service": "c/s"         | service: expected a name of at most 255 letters, digits, - and _, not an ARN, given "c/s"
            "consumers": [{"family": "report:7"}] | consumers[0].family: expected a name of at most 255 letters, digits, - and _, not an ARN, given "report:7"
            "task": {"container": "m", "pre": []} | task.pre: expected 1 to 100 texts, given 0
            "task": {"container": "m", "post": [" "]} | task.post: expected a list of texts that are not empty, given [" "]
            "task": {"container": "m", "securityGroups": ["1","2","3","4","5","6"]} | task.securityGroups: expected at most 5 texts, given 6
            "delay": "81d"           | delay: expected a duration such as "30s", "10m", "4h" or "2d", from 0d to 80d, given "81d"
            """)
    void whatCannotWorkIsSaid(String given, String message) {
        Map<String, String> members = new LinkedHashMap<>(Map.of("cluster", "\"c\"", "service", "\"s\"", "task",
                "{\"container\": \"m\"}"));
        String[] member = given.split(": ", 2);
        members.put(member[0].replace("\"", ""), member[1]);
        String entry = members.entrySet().stream().map(one -> "\"" + one.getKey() + "\": " + one.getValue()).collect(
                Collectors.joining(", "));

        assertThatThrownBy(() -> read("{\"databases\": [{\"name\": \"d\", " + entry + "}]}")).hasMessage(
                "settings: databases[0]." + message);
    }

    @Test
    void cloudWatchTellsOfAHundredAlarmsAtOnce() {
        String alarms = IntStream.range(0, 101).mapToObj(i -> "\"a" + i + "\"").collect(Collectors.joining(","));

        assertThatThrownBy(() -> read(SMALLEST.replace("\"task\"", "\"alarms\": [" + alarms + "], \"task\"")))
                .hasMessage("settings: databases[0].alarms: expected at most 100 texts, given 101");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                 | settings: TIDEGATE_SETTINGS is not set; expected a JSON object {"databases": [...]}
            {}                 | settings: databases is missing; expected a list of at least one object
            {"databases": []}  | settings: databases is missing; expected a list of at least one object
            {"databases": {}}  | settings: databases is missing; expected a list of at least one object
            []                 | settings: expected an object, given []; databases is missing; expected a list of at least one object
            """)
    void withoutADatabaseNothingCanBeDone(String settings, String message) {
        assertThatThrownBy(() -> read(settings)).isInstanceOf(InvalidSettings.class).hasMessage(message);
    }

    @Test
    void whatIsNotJsonIsSaidToBe() {
        assertThatThrownBy(() -> read("{\"databases\": ")).isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("settings: TIDEGATE_SETTINGS is not JSON: ");
    }

    @Test
    void aServiceOrDeploymentGroupBelongsToOneDatabaseOnly() {
        String entry = """
                {"name": "%s", "cluster": "shop", "service": "%s", "task": {"container": "m"},
                 "codeDeploy": {"application": "app", "deploymentGroup": "group"}}""";

        assertThatThrownBy(() -> read("{\"databases\": [" + entry.formatted("a", "web") + "," + entry.formatted("b",
                "web") + "]}")).isInstanceOf(InvalidSettings.class).hasMessage("settings: databases: the service "
                        + "\"shop/web\" is given twice; databases: the deployment group \"app/group\" is given twice");
    }

    @Test
    void theLongestPreLimitLeavesCodeDeployItsAnswer() {
        Duration longest = read(SMALLEST.replace("\"task\"", "\"preLimit\": \"52m\", \"task\"")).databases().getFirst()
                .rules().preLimit();

        assertThat(longest.plus(Rules.DEFAULT.grace().multipliedBy(2)).plusMinutes(2)).isLessThan(Duration.ofHours(1));
    }

    @Test
    void ecsWaitsLongerForAHookThanCodeDeploy() {
        assertThat(read(SMALLEST.replace("\"task\"", "\"preLimit\": \"23h\", \"task\"")).databases().getFirst()
                .rules().preLimit()).isEqualTo(Duration.ofHours(23));
    }

    @Test
    void severalServicesOfOneDatabaseAreConsumersOfEachOther() {
        Database database = read("""
                {"databases": [{"name": "orders", "cluster": "shop", "identity": "image-tag",
                  "services": [{"service": "web"}, {"service": "api", "cluster": "edge", "container": "app"}],
                  "task": {"container": "migrate"}}]}
                """).databases().getFirst();

        assertThat(database.consumersBeside(database.services().getFirst())).containsExactly(new Consumer(
                Consumer.Kind.SERVICE, "edge", "api", new CodeIdentity.ImageTag(), Optional.of("app")));
        assertThat(database.consumersBeside(database.services().getLast())).containsExactly(new Consumer(
                Consumer.Kind.SERVICE, "shop", "web", new CodeIdentity.ImageTag(), Optional.empty()));
        assertThat(database.identities()).containsExactly(new CodeIdentity.ImageTag());
    }

    @Test
    void problemsWithConsumersAreNamedToo() {
        assertThatThrownBy(() -> read("""
                {"databases": [{"name": "orders", "cluster": "shop", "service": "web", "services": [{"service": "web"}],
                  "identity": "digest", "consumers": [{"service": "w", "family": "f"}, {"cluster": "c"},
                    {"family": "r", "identity": "environment:"}, {"family": "r"}], "task": {"container": "m"}}]}
                """)).isInstanceOf(InvalidSettings.class).hasMessage("settings: " + String.join("; ",
                "databases[0].identity: expected \"image-digest\", \"image-tag\", \"environment:NAME\" or"
                        + " \"tag:KEY\", given \"digest\"",
                "databases[0].service and databases[0].services are both given; expected one of them",
                "databases[0].consumers[0].service and databases[0].consumers[0].family are both given; expected one"
                        + " of them",
                "databases[0].consumers[1].service is missing; expected a text",
                "databases[0].consumers[2].identity: expected \"image-digest\", \"image-tag\", \"environment:NAME\""
                        + " or \"tag:KEY\", given \"environment:\"",
                "databases: the consumer of database \"orders\": \"family shop/r\" is given twice"));
    }
}
