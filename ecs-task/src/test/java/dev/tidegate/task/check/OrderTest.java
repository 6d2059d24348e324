package dev.tidegate.task.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The orders in which scripts may run, and what {@code check} says of those that come to another schema. */
class OrderTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void release41() throws IOException {
        script("V1__customer.sql", "-- tidegate: pre-traffic", "CREATE TABLE customer (id int, name text);");
        script("V2__drop.sql", "-- tidegate: post-traffic", "ALTER TABLE customer DROP COLUMN name;");
    }

    @Test
    void namesTheScriptThatComesTooEarlyForOneOfTheReleaseBefore() throws IOException {
        script("V3__again.sql", "-- tidegate: pre-traffic after=none",
                "ALTER TABLE customer ADD COLUMN IF NOT EXISTS name text;");

        assertThat(orders()).containsExactly("V3__again.sql",
                "with it, V2__drop.sql comes to another schema when it runs while post-traffic scripts of the release before"
                        + " are pending (V2__drop.sql) than when pre-traffic scripts run first: column public.customer.name");
    }

    @Test
    void isContentWhereTheMarkKeepsTheOrder() throws IOException {
        script("V3__again.sql", "-- tidegate: pre-traffic", "ALTER TABLE customer ADD COLUMN IF NOT EXISTS name text;");

        assertThat(orders()).containsExactly("V3__again.sql");
    }

    @Test
    void isContentWhereTheOrderDoesNotMatter() throws IOException {
        script("V3__more.sql", "-- tidegate: pre-traffic after=none", "ALTER TABLE customer ADD COLUMN age int;");
        script("V4__less.sql", "-- tidegate: post-traffic", "ALTER TABLE customer ALTER COLUMN id SET DEFAULT 1;");
        script("V5__most.sql", "-- tidegate: pre-traffic after=none", "ALTER TABLE customer ADD COLUMN size int;");

        assertThat(orders()).containsExactly("V3__more.sql", "V5__most.sql", "V4__less.sql");
    }

    @Test
    void namesALateScriptThatFailsOnAFreshDatabase() throws IOException {
        script("V1_5__late.sql", "-- tidegate: pre-traffic after=none",
                "ALTER TABLE customer ADD COLUMN name text;");

        assertThat(orders("--base=" + base())).containsExactly("V1_5__late.sql",
                "fails when scripts run in the order of their versions, as on a fresh database: ERROR: column \"name\" of"
                        + " relation \"customer\" already exists");
    }

    @Test
    void saysWhatTheRunnerWouldRefuse() throws IOException {
        script("V3__less.sql", "-- tidegate: post-traffic", "ALTER TABLE customer ALTER COLUMN id SET DEFAULT 1;");
        script("V4__more.sql", "-- tidegate: pre-traffic", "ALTER TABLE customer ADD COLUMN age int;");

        assertThat(orders()).containsExactly("V4__more.sql",
                "the runner refuses the release: it is marked pre-traffic, but depends on 3, which runs post-traffic",
                "V3__less.sql");
    }

    @Test
    void letsAScriptAcceptIt() throws IOException {
        script("V3__again.sql", "-- tidegate: pre-traffic after=none",
                "-- tidegate: accept=order-matters reason=\"release 41 is complete everywhere\"",
                "ALTER TABLE customer ADD COLUMN IF NOT EXISTS name text;");

        assertThat(new CheckedFolder(folder).check("--base-version=2")).contains(
                "accepted order-matters: release 41 is complete everywhere", "0 errors, 0 warnings");
    }

    private Path base() throws IOException {
        Path base = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-base"));
        for (String file : List.of("V1__customer.sql", "V2__drop.sql")) {
            Files.copy(folder.resolve(file), base.resolve(file));
        }
        return base;
    }

    private void script(String file, String... lines) throws IOException {
        Files.write(folder.resolve(file), List.of(lines));
    }

    private List<String> orders() {
        return orders("--base-version=2");
    }

    /** Each script, followed by what is said of its order. */
    private List<String> orders(String base) {
        return new CheckedFolder(folder).check(base).lines().map(String::strip).filter(line -> line.matches(
                "V\\S+  (marked|not).*|.*(comes to another schema|fails when|the runner refuses).*")).map(
                        line -> line.replaceFirst("  .*", "")).toList();
    }
}
