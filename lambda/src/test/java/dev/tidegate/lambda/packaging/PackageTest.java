package dev.tidegate.lambda.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package as it is deployed, in a process of its own: nothing that it needs was left out. */
@Tag("package")
class PackageTest {
    private static final Path PACKAGE = Path.of(System.getProperty("tidegate.package",
            "target/tidegate-lambda.jar"));
    private static final long LIMIT = 12_000_000;
    private static final String PASSWORD = "changeit";
    private static final Map<String, String> ENVIRONMENT_KEYS = Map.of("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT",
            "AWS_SECRET_ACCESS_KEY", "secret", "AWS_SESSION_TOKEN", "session");

    @TempDir
    private static Path folder;
    private static Path keyStore;
    private ScriptedAws aws;

    @BeforeAll
    static void makeCertificate() throws Exception {
        keyStore = folder.resolve("aws.p12");
        run(List.of(tool("keytool"), "-genkeypair", "-alias", "aws", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass", PASSWORD),
                Map.of());
    }

    @BeforeEach
    void startAws() throws Exception {
        aws = ScriptedAws.overTls(keyStore, PASSWORD);
    }

    @AfterEach
    void stopAws() {
        aws.close();
    }

    @Test
    void isSmall() throws IOException {
        assertThat(Files.size(PACKAGE)).as("""
                the size of %s in bytes: a bigger package takes longer to load on every cold start. See which \
                dependency or which service's client is new (unzip -v), and whether it is needed; what is left out of \
                the package is decided in %s""", PACKAGE.getFileName(), Shrink.class.getName())
                .isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void holdsOnlyTheOperationsThatAreCalled() throws Exception {
        assertThat(run(List.of(tool("javap"), "-cp", PACKAGE.toString(),
                "software.amazon.awssdk.services.ecs.EcsClient"), Map.of())).contains(" runTask(")
                .doesNotContain("createCluster");
    }

    @Test
    void everyOperationThatTheFunctionCallsIsCalledHere() {
        Set<String> called = new ClassFileImporter().withImportOption(
                ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.tidegate.lambda").stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> isClient(call.getTargetOwner()))
                .filter(call -> !Set.of("builder", "close").contains(call.getName()))
                .map(call -> call.getTargetOwner().getSimpleName() + "." + call.getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(called).isNotEmpty().isSubsetOf(EveryOperation.CALLS.keySet());
        assertThat(ScriptedOperations.ALL).extracting(ScriptedOperations::call)
                .containsExactlyElementsOf(EveryOperation.CALLS.keySet());
    }

    private static boolean isClient(JavaClass type) {
        return type.getName().startsWith("software.amazon.awssdk.services.") && type.getSimpleName().endsWith(
                "Client");
    }

    @Test
    void understandsErrorsAndAnswersOfEveryOperation() throws Exception {
        ScriptedOperations.ALL.forEach(operation -> operation.script(aws));

        assertThat(operations(ENVIRONMENT_KEYS, ScriptedOperations.ALL.stream().map(one -> one.call() + "*2")).lines())
                .containsExactlyElementsOf(ScriptedOperations.ALL.stream().map(ScriptedOperations::line).toList());
        assertThat(Set.copyOf(aws.signers)).containsExactlyInAnyOrderElementsOf(
                Stream.of("ecs", "codedeploy", "dynamodb", "logs", "monitoring", "events", "states")
                        .map(service -> "AKIDENVIRONMENT/eu-central-1/" + service + "/aws4_request").toList());
        assertThat(Set.copyOf(aws.sessionTokens)).containsExactly("session");
    }

    @Test
    void asksAgainWhenThrottledOrWhenAwsFails() throws Exception {
        aws.on("GetItem", 400, "{\"__type\": \"ProvisionedThroughputExceededException\"}")
                .on("GetItem", 500, "{\"__type\": \"InternalServerError\"}")
                .on("GetItem", 200, "{\"Item\": {\"id\": {\"S\": \"release\"}}}")
                .on("DescribeTasks", 400, "{\"__type\": \"ThrottlingException\"}")
                .on("DescribeTasks", 200, "{\"tasks\": [{\"stoppedAt\": 1700000000.5}]}");

        assertThat(operations(ENVIRONMENT_KEYS, Stream.of("DynamoDbClient.getItem", "EcsClient.describeTasks")))
                .isEqualTo("""
                        DynamoDbClient.getItem: release
                        EcsClient.describeTasks: 2023-11-14T22:13:20.500Z
                        """);
    }

    @Test
    void takesCredentialsFromTheContainerEndpointAsSnapStartNeeds() throws Exception {
        try (ScriptedAws credentials = ScriptedAws.plain()) {
            credentials.on("/credentials", 200, keys("AKIDCONTAINER"));

            assertThat(signer(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", credentials.endpoint() + "/credentials",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN", "token"))).isEqualTo(
                            "AKIDCONTAINER/eu-central-1/dynamodb/aws4_request");
        }
    }

    @Test
    void takesCredentialsFromTheInstanceEndpoint() throws Exception {
        try (ScriptedAws credentials = ScriptedAws.plain()) {
            String role = "/latest/meta-data/iam/security-credentials";
            String newer = role + "-extended";
            credentials.on("/latest/api/token", 200, "token").on(role + "/", 200, "role").on(role + "/role", 200,
                    keys("AKIDINSTANCE")).on(newer + "/", 200, "role").on(newer + "/role", 200, keys("AKIDINSTANCE"));

            assertThat(signer(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", credentials.endpoint()))).isEqualTo(
                    "AKIDINSTANCE/eu-central-1/dynamodb/aws4_request");
        }
    }

    private static String keys(String id) {
        return """
                {"Code": "Success", "Type": "AWS-HMAC", "AccessKeyId": "%s", "SecretAccessKey": "secret",
                 "Token": "session", "LastUpdated": "2026-01-01T00:00:00Z", "Expiration": "2099-01-01T00:00:00Z"}"""
                .formatted(id);
    }

    private String signer(Map<String, String> environment) throws Exception {
        aws.on("GetItem", 200, "{\"Item\": {\"id\": {\"S\": \"release\"}}}");
        assertThat(operations(environment, Stream.of("DynamoDbClient.getItem"))).isEqualTo(
                "DynamoDbClient.getItem: release\n");
        return aws.signers.getFirst();
    }

    /** What {@link EveryOperation} writes, with nothing on the class path but the package and that class. */
    private String operations(Map<String, String> environment, Stream<String> operations) throws Exception {
        Path tests = Path.of(EveryOperation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL", aws.endpoint()));
        return run(Stream.concat(Stream.of(tool("java"), "-XX:TieredStopAtLevel=1",
                "-Djavax.net.ssl.trustStore=" + keyStore, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-Duser.home=" + folder, "-cp", PACKAGE + ":" + tests, EveryOperation.class.getName()), operations)
                .toList(), all);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static String run(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
