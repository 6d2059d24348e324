package dev.tidegate.tests.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import dev.tidegate.tests.shop.ShopDatabase;
import dev.tidegate.tests.shop.ShopRelease;
import org.junit.jupiter.api.Test;

class WrittenCheckTest {
    private final ShopDatabase database = new ShopDatabase().migrate(ShopRelease.V41, "1");

    @Test
    void findsEveryWriteThatIsThere() throws Exception {
        database.run("UPDATE customer SET name = 'Ada 1' WHERE id = 1");

        assertThat(lost(written(1, "Ada 1"))).isEmpty();
    }

    @Test
    void acceptsEitherOutcomeOfARenameThatFailed() throws Exception {
        database.run("UPDATE customer SET name = 'Ada 1' WHERE id = 1");

        assertThat(lost(written(1, "Ada 1", "Bela 2"))).isEmpty();
        assertThat(lost(written(1, "Bela 2", "Chidi 3"))).hasSize(1);
    }

    @Test
    void reportsAWriteThatWasUndone() throws Exception {
        database.run("UPDATE customer SET name = 'Ada 1' WHERE id = 1");

        assertThat(lost(written(1, "Bela 2"))).singleElement().hasToString(
                "customer 1 was written as \"Bela 2\" by version 41, found \"Ada 1\" in name");
    }

    @Test
    void reportsACustomerThatIsMissing() throws Exception {
        assertThat(lost(written(9999, "Ada 1"))).singleElement()
                .hasToString("customer 9999 was written as \"Ada 1\" by version 41, found nothing in name");
    }

    @Test
    void looksIntoBothColumnsBetweenThePhases() throws Exception {
        database.migrate(ShopRelease.V42, "2");
        database.run("UPDATE customer SET name = 'Ada 1' WHERE id = 1");
        assertThat(lost(written(1, "Ada 1"))).isEmpty();

        database.run("ALTER TABLE customer DISABLE TRIGGER customer_sync_names");
        database.run("UPDATE customer SET name = 'Bela 2' WHERE id = 1");
        assertThat(lost(written(1, "Bela 2"))).singleElement().extracting(LostWrite::found)
                .isEqualTo("\"Ada 1\" in full_name");
    }

    @Test
    void looksIntoTheNewColumnAfterTheContraction() throws Exception {
        database.migrate(ShopRelease.V42, "3");
        database.run("UPDATE customer SET full_name = 'Ada 1' WHERE id = 1");

        assertThat(lost(written(1, "Ada 1"))).isEmpty();
    }

    private List<LostWrite> lost(WrittenCustomer customer) throws Exception {
        return WrittenCheck.run(database.dataSource(), List.of(customer));
    }

    private static WrittenCustomer written(long id, String... names) {
        return new WrittenCustomer(id, Set.of(names), "41");
    }
}
