package dev.tidegate.tests.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopProcessTest {
    private final ShopDatabase database = new ShopDatabase();
    private final List<String> output = new CopyOnWriteArrayList<>();

    @Test
    void endsWithExitCodeZeroWhenAskedTo() throws Exception {
        database.migrate(ShopRelease.V41, "1");
        ShopProcess shop = start(Map.of("SHOP_VERSION", "41"));
        shop.endpoint();

        assertThat(shop.stop()).isZero();
        assertThat(output).anyMatch(line -> line.startsWith("shop 41 ready on port "));
        assertThat(JobCount.parse(output.getLast())).isPresent();
    }

    @Test
    void lingersWithItsBackgroundJobAfterSigterm() throws Exception {
        database.migrate(ShopRelease.V41, "1");
        ShopProcess shop = start(Map.of("SHOP_VERSION", "41", "SHOP_LINGER", "1"));
        shop.endpoint();

        Instant asked = Instant.now();
        assertThat(shop.stop()).isZero();
        assertThat(Duration.between(asked, Instant.now())).isGreaterThan(Duration.ofSeconds(1));
        assertThat(JobCount.parse(output.getLast()).orElseThrow().failed()).isZero();
    }

    @Test
    void migratesEverythingOnStartWhenTold(@TempDir Path scripts) throws Exception {
        ShopRelease.V42.copyTo(scripts);
        ShopProcess shop = start(
                Map.of("SHOP_VERSION", "42", "MIGRATE_ON_START", "true", "MIGRATIONS", scripts.toString()));
        shop.endpoint();

        assertThat(database.ask("SELECT max(version) FROM flyway_schema_history")).isEqualTo("3");
        assertThat(shop.stop()).isZero();
    }

    @Test
    void servesWithoutADatabaseWhenIdle() throws Exception {
        ShopProcess shop = start(Map.of("SHOP_VERSION", "42", "SHOP_IDLE", "true", "DATABASE_URL", "jdbc:nowhere"));

        assertThat(shop.endpoint()).hasScheme("http");
        assertThat(shop.stop()).isZero();
    }

    private ShopProcess start(Map<String, String> environment) throws IOException {
        return new ShopProcess(database, environment, output::add);
    }
}
