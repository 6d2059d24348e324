package dev.tidegate.task.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tidegate.task.SecretsStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image as a folder, run as a container would run it, against a server that demands TLS and a password. */
@Tag("image")
class ImageTest {
    private static final Path ROOT = Path.of("target/image").toAbsolutePath();
    private static final Path DOCKERFILE = Path.of("Dockerfile");
    private static final long LARGEST = 90_000_000;

    private static final Map<String, String> AWS = Map.of("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY",
            "wJalrXUtnFEMI", "AWS_REGION", "eu-west-1");

    private TlsPostgres postgres;
    private Path migrations;
    private Container container;

    @BeforeEach
    void start(@TempDir Path scratch) throws Exception {
        postgres = TlsPostgres.start(scratch);
        migrations = Files.createDirectory(scratch.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__a.sql"), "-- tidegate: pre-traffic\ncreate table a (id int);\n");
        Files.writeString(migrations.resolve("V2__b.sql"), "-- tidegate: post-traffic\ncreate table b (id int);\n");
        container = new Container(EntryPoint.of(DOCKERFILE, ROOT), postgres, migrations);
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
    }

    @Test
    void runsEveryCommand() throws Exception {
        assertSucceeds(container);
    }

    @Test
    void usesTheCache() throws Exception {
        assertSucceeds(new Container(container.entryPoint().insistingOnTheCache(), postgres, migrations));
    }

    @Test
    void worksWithoutTheCache() throws Exception {
        assertSucceeds(new Container(container.entryPoint().withoutCache(), postgres, migrations));
    }

    /** Of another run-time, or not all there: the run is slower, and the JVM's complaint not among our own lines. */
    @Test
    void leavesACacheAsideThatDoesNotFit() throws Exception {
        Path other = Files.writeString(migrations.resolve("other.aot"), "no cache");
        Container misfit = new Container(container.entryPoint().withCache(other), postgres, migrations);

        assertThat(misfit.run("plan", "--json").output()).contains("[aot]");
        Container.Ended plan = misfit.withoutStandardError().run("plan", "--json");
        assertThat(plan.exit()).isZero();
        assertThat(plan.output().lines()).singleElement().asString().startsWith("{\"result\":\"succeeded\"");
    }

    @Test
    void logsInWithASecret() throws Exception {
        try (SecretsStub secrets = new SecretsStub().holding("{\"engine\":\"postgres\",\"username\":\""
                + TlsPostgres.USER + "\",\"password\":\"" + TlsPostgres.PASSWORD + "\"}")) {
            Map<String, String> login = new HashMap<>(AWS);
            login.putAll(Map.of("AWS_ENDPOINT_URL", secrets.url(), "TIDEGATE_DATABASE_SECRET", "shop/db"));

            container.run(login, "pre").check();
        }
        assertThat(postgres.query("select max(version) from flyway_schema_history")).isEqualTo("1");
    }

    @Test
    void signsALoginThatAnOrdinaryServerRefuses() throws Exception {
        Map<String, String> login = new HashMap<>(AWS);
        login.putAll(Map.of("TIDEGATE_DATABASE_IAM_AUTH", "true", "TIDEGATE_DATABASE_USER", TlsPostgres.USER));

        Container.Ended pre = container.run(login, "pre");

        assertThat(pre.output()).contains("password authentication failed for user \"" + TlsPostgres.USER + "\"");
        assertThat(pre.exit()).isEqualTo(7);
    }

    @Test
    void writesNothingIntoItself() throws Exception {
        setWritable(false);
        try {
            Map<String, String> before = content();
            assertSucceeds(container);
            assertThat(content()).isEqualTo(before);
        } finally {
            setWritable(true);
        }
    }

    @Test
    void isSmall() throws Exception {
        assertThat(TreeSize.of(ROOT).compressed()).isLessThan(LARGEST);
    }

    private void assertSucceeds(Container started) throws Exception {
        Container.Ended plan = started.run("plan", "--json");
        assertThat(plan.exit()).as(plan.output()).isZero();
        assertThat(plan.output()).contains("\"script\":\"V1__a.sql\"", "\"warnings\":[]").doesNotContain("[warning]");

        started.run("pre").check();
        assertThat(postgres.query("select max(version) from flyway_schema_history")).isEqualTo("1");
        assertThat(postgres.query("select installed_by from flyway_schema_history")).isEqualTo(TlsPostgres.USER);

        started.run("post").check();
        started.run("floor").check();
        assertThat(postgres.query("select max(version) from flyway_schema_history")).isEqualTo("2");

        Container.Ended nothing = started.run("pre");
        assertThat(nothing.exit()).isZero();
        assertThat(nothing.output()).contains("nothing is pending").doesNotContain("warning");
    }

    private static Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.toList()) {
                content.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
            }
        }
        return content;
    }

    private static void setWritable(boolean writable) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                permissions.remove(PosixFilePermission.OWNER_WRITE);
                if (writable) {
                    permissions.add(PosixFilePermission.OWNER_WRITE);
                }
                Files.setPosixFilePermissions(file, permissions);
            }
        }
    }
}
