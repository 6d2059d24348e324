package dev.tidegate.tests.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopProcessTest {
    private final ShopDatabase database = new ShopDatabase();

    @Test
    void endsWithExitCodeZeroWhenAskedTo() throws Exception {
        database.migrate(ShopRelease.V41, "1");
        Process shop = start(Map.of("SHOP_VERSION", "41"));
        BufferedReader output = shop.inputReader();
        assertThat(ready(output)).startsWith("shop 41 ready on port ");

        stop(shop);
        List<String> rest = output.lines().toList();

        assertThat(shop.waitFor()).isZero();
        assertThat(JobCount.parse(rest.getLast())).isPresent();
    }

    @Test
    void lingersWithItsBackgroundJobAfterSigterm() throws Exception {
        database.migrate(ShopRelease.V41, "1");
        Process shop = start(Map.of("SHOP_VERSION", "41", "SHOP_LINGER", "1"));
        BufferedReader output = shop.inputReader();
        ready(output);

        Instant asked = Instant.now();
        stop(shop);
        JobCount last = JobCount.parse(output.lines().toList().getLast()).orElseThrow();

        assertThat(shop.waitFor()).isZero();
        assertThat(Duration.between(asked, Instant.now())).isGreaterThan(Duration.ofSeconds(1));
        assertThat(last.failed()).isZero();
    }

    @Test
    void migratesEverythingOnStartWhenTold(@TempDir Path scripts) throws Exception {
        ShopRelease.V42.copyTo(scripts);
        Process shop = start(Map.of("SHOP_VERSION", "42", "MIGRATE_ON_START", "true", "MIGRATIONS", scripts
                .toString()));
        ready(shop.inputReader());

        assertThat(database.ask("SELECT max(version) FROM flyway_schema_history")).isEqualTo("3");
        stop(shop);
        assertThat(shop.waitFor()).isZero();
    }

    @Test
    void servesWithoutADatabaseWhenIdle() throws Exception {
        Process shop = start(Map.of("SHOP_VERSION", "42", "SHOP_IDLE", "true", "DATABASE_URL", "jdbc:nowhere"));

        assertThat(ready(shop.inputReader())).startsWith("shop 42 ready on port ");
        stop(shop);
        assertThat(shop.waitFor()).isZero();
    }

    /** Not {@link Process#destroy}: that also closes the stream with the last lines. */
    private static void stop(Process shop) {
        shop.toHandle().destroy();
    }

    private static String ready(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.contains("ready on port")) {
            line = output.readLine();
        }
        return line;
    }

    private Process start(Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of("PORT", "0", "DATABASE_URL", database.settings().url(),
                "DATABASE_USER", database.settings().user(), "DATABASE_PASSWORD", database.settings().password()));
        all.putAll(environment);
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Shop.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(all);
        return builder.start();
    }
}
