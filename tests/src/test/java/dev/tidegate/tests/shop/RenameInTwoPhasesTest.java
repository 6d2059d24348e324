package dev.tidegate.tests.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class RenameInTwoPhasesTest {
    private static final String OUT_OF_STEP = "SELECT count(*) FROM customer WHERE name IS DISTINCT FROM full_name";

    private final ShopDatabase database = new ShopDatabase().migrate(ShopRelease.V41, "1");
    private final Customers old = new Customers(database.dataSource(), new Statements41());
    private final Customers fresh = new Customers(database.dataSource(), new Statements42());

    @Test
    void newCodeFailsBeforeTheExpansion() {
        assertThatThrownBy(() -> fresh.find(1)).isInstanceOf(SQLException.class)
                .hasMessageContaining("column \"full_name\" does not exist");
    }

    @Test
    void theExpansionGivesEveryCustomerAFullName() throws SQLException {
        Customer before = old.find(17).orElseThrow();
        database.migrate(ShopRelease.V42, "2");

        assertThat(fresh.find(17)).contains(before);
        assertThat(database.ask(OUT_OF_STEP)).isEqualTo("0");
    }

    @Test
    void betweenThePhasesEachVersionReadsWhatTheOtherAdded() throws SQLException {
        database.migrate(ShopRelease.V42, "2");
        Customer byOld = old.add("Ada Old", "ada@shop.example");
        Customer byNew = fresh.add("Ada New", "ada@shop.example");

        assertThat(fresh.find(byOld.id())).contains(byOld);
        assertThat(old.find(byNew.id())).contains(byNew);
    }

    @Test
    void betweenThePhasesEachVersionReadsWhatTheOtherRenamed() throws SQLException {
        database.migrate(ShopRelease.V42, "2");

        old.rename(5, "Renamed By Old");
        assertThat(fresh.find(5).orElseThrow().name()).isEqualTo("Renamed By Old");
        fresh.rename(5, "Renamed By New");
        assertThat(old.find(5).orElseThrow().name()).isEqualTo("Renamed By New");
    }

    @Test
    void concurrentWritersOfBothVersionsNeverSeparateTheColumns() throws Exception {
        database.migrate(ShopRelease.V42, "2");

        assertThat(inParallel(List.of(old, fresh, old, fresh), () -> {})).isEqualTo(4 * 150);
        assertThat(database.ask(OUT_OF_STEP)).isEqualTo("0");
        assertThat(database.ask("SELECT count(*) FROM customer")).isEqualTo(String.valueOf(400 + 4 * 50));
    }

    @Test
    void theExpansionUnderLoadWithAShortLockTimeoutLosesNoWrite() throws Exception {
        assertThat(inParallel(List.of(old, old, old), this::expandPatiently)).isEqualTo(3 * 150);
        assertThat(database.ask(OUT_OF_STEP)).isEqualTo("0");
    }

    @Test
    void oldCodeFailsAfterTheContraction() {
        database.migrate(ShopRelease.V42, "3");

        assertThatThrownBy(() -> old.find(1)).isInstanceOf(SQLException.class)
                .hasMessageContaining("column \"name\" does not exist");
        assertThatThrownBy(() -> old.add("Too Late", "late@shop.example")).isInstanceOf(SQLException.class)
                .hasMessageContaining("column \"name\" of relation \"customer\" does not exist");
    }

    @Test
    void newCodeGoesOnAfterTheContraction() throws SQLException {
        database.migrate(ShopRelease.V42, "3");
        Customer added = fresh.add("Hana Novak", "hana@shop.example");

        assertThat(fresh.rename(added.id(), "Hana Horvat")).isPresent();
        assertThat(fresh.find(added.id()).orElseThrow().name()).isEqualTo("Hana Horvat");
    }

    @Test
    void theFailingExpansionLeavesTheTableAsItWas() throws SQLException {
        assertThatThrownBy(() -> database.migrate(ShopRelease.V42_FAILING, "2")).isInstanceOf(FlywayException.class)
                .hasMessageContaining("could not create unique index \"customer_full_name\"");

        assertThat(old.find(1)).isPresent();
        assertThatThrownBy(() -> fresh.find(1)).hasMessageContaining("column \"full_name\" does not exist");
    }

    /** A lock that does not come soon is asked for again, so that nobody queues behind the migration for long. */
    private void expandPatiently() {
        Flyway flyway = database.flyway(ShopRelease.V42, "2").initSql("SET lock_timeout = '50ms'").load();
        while (flyway.info().pending().length > 0) {
            try {
                flyway.migrate();
            } catch (FlywayException failure) {
                assertThat(failure).hasStackTraceContaining("canceling statement due to lock timeout");
            }
        }
    }

    /** Every writer adds 50 customers and renames each and one that all share; gives the number of writes that worked. */
    private static int inParallel(List<Customers> writers, Runnable meanwhile) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> counts = new ArrayList<>();
            for (Customers writer : writers) {
                counts.add(threads.submit(() -> write(writer)));
            }
            meanwhile.run();
            int written = 0;
            for (Future<Integer> count : counts) {
                written += count.get();
            }
            return written;
        }
    }

    private static int write(Customers writer) throws SQLException {
        int written = 0;
        for (int i = 0; i < 50; i++) {
            Customer added = writer.add("Added " + i, "added@shop.example");
            written += writer.rename(added.id(), "Renamed " + i).isPresent() ? 2 : 1;
            written += writer.rename(1 + i % 3, "Shared " + i).isPresent() ? 1 : 0;
        }
        return written;
    }
}
