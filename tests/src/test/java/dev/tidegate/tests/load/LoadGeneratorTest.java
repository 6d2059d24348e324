package dev.tidegate.tests.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.tidegate.tests.load.FlawedShop.Flaw;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final LoadProfile FAST = new LoadProfile(400, Duration.ofSeconds(30), 20, 30, 5, 7);

    private final TrafficRouter router = new TrafficRouter();
    private final List<String> journal = new CopyOnWriteArrayList<>();

    @Test
    void findsNothingWrongWithASoundShop() throws Exception {
        try (FlawedShop shop = new FlawedShop(Flaw.NONE)) {
            LoadReport report = load(shop.endpoint(), FAST, "41", 300);

            assertThat(report.requests()).containsOnlyKeys("41");
            assertThat(report.total()).isGreaterThanOrEqualTo(300);
            assertThat(report.failed()).isEqualTo(Map.of("41", 0L));
            assertThat(report.failures()).isEmpty();
            assertThat(report.failing()).isZero();
        }
    }

    @Test
    void countsEveryErrorOfTheShop() throws Exception {
        try (FlawedShop shop = new FlawedShop(Flaw.FAILS_EVERY_TENTH)) {
            LoadReport report = load(shop.endpoint(), FAST, "41", 300);

            assertThat(report.failed()).isEqualTo(Map.of("41", shop.failed()));
            assertThat(report.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.message()).isEqualTo("500: out of luck");
                assertThat(failure.count()).isEqualTo(shop.failed());
                assertThat(failure.lastAt()).isAfter(failure.firstAt());
            });
            assertThat(journal).contains("version 41 fails: 500: out of luck");
        }
    }

    @Test
    void seesThatAnAcknowledgedRenameIsGone() throws Exception {
        try (FlawedShop shop = new FlawedShop(Flaw.FORGETS_RENAMES)) {
            LoadReport report = load(shop.endpoint(), FAST, "41", 300);

            assertThat(report.totalFailed()).isPositive();
            assertThat(report.failures()).singleElement().satisfies(failure -> assertThat(failure.message())
                    .matches(
                            "(customer|the report on customer) \\d+ is called \"\\w+ \\d+\" instead of \"\\w+ \\d+\""));
        }
    }

    @Test
    void givesUpOnAnAnswerThatDoesNotCome() throws Exception {
        try (FlawedShop shop = new FlawedShop(Flaw.NEVER_ANSWERS_REPORTS)) {
            LoadReport report = load(shop.endpoint(), new LoadProfile(400, Duration.ofMillis(700), 20, 0, 10, 7), "41",
                    100);

            assertThat(report.failures()).extracting(Failure::message).contains("no answer within 700 ms");
        }
    }

    @Test
    void countsARequestThatReachesNoProcess() throws Exception {
        URI nobody;
        try (FlawedShop shop = new FlawedShop(Flaw.NONE)) {
            nobody = shop.endpoint();
        }
        LoadReport report = load(nobody, FAST, "unknown", 20);

        assertThat(report.failed()).isEqualTo(report.requests());
        assertThat(report.failures()).extracting(Failure::message)
                .containsExactly("connection failed: java.net.ConnectException");
    }

    @Test
    void countsARequestThatHasNoTarget() throws Exception {
        LoadGenerator load = new LoadGenerator(router, "shop", FAST, (actor, what) -> journal.add(what));
        load.start();
        assertThat(load.awaitRequests("unknown", 20, LONG_ENOUGH)).isTrue();
        load.stop();

        assertThat(load.report().failures()).extracting(Failure::message).containsExactly("no healthy target");
        assertThat(load.report().failed()).isEqualTo(load.report().requests());
    }

    private LoadReport load(URI endpoint, LoadProfile profile, String version, long requests) throws Exception {
        router.register("shop", "blue", "task-1", endpoint);
        router.shift("shop", Map.of("blue", 100.0));
        LoadGenerator load = new LoadGenerator(router, "shop", profile, (actor, what) -> journal.add(what));
        load.start();
        assertThat(load.awaitRequests(version, requests, LONG_ENOUGH)).isTrue();
        load.stop();
        return load.report();
    }
}
