package dev.tidegate.tests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class TrafficRouterTest {
    private static final String SHOP = "service/shop";

    private final TrafficRouter router = new TrafficRouter();

    @Test
    void sharesRequestsByWeight() {
        register("blue", "b1");
        register("green", "g1");
        router.shift(SHOP, Map.of("blue", 90.0, "green", 10.0));

        assertThat(countByTask(1000)).containsOnly(entry("b1", 900L), entry("g1", 100L));
    }

    @Test
    void spreadsASmallShareEvenly() {
        register("blue", "b1");
        register("green", "g1");
        router.shift(SHOP, Map.of("blue", 90.0, "green", 10.0));

        assertThat(countByTask(10)).containsEntry("g1", 1L);
        assertThat(countByTask(10)).containsEntry("g1", 1L);
    }

    @Test
    void letsTheTargetsOfARevisionTakeTurns() {
        register("blue", "b1");
        register("blue", "b2");
        register("blue", "b3");
        router.shift(SHOP, Map.of("blue", 100.0));

        assertThat(tasks(6)).containsExactly("b1", "b2", "b3", "b1", "b2", "b3");
    }

    @Test
    void sendsNothingToARevisionWithoutWeight() {
        register("blue", "b1");
        register("green", "g1");
        router.shift(SHOP, Map.of("blue", 0.0, "green", 100.0));

        assertThat(countByTask(50)).containsOnlyKeys("g1");
    }

    @Test
    void followsAShift() {
        register("blue", "b1");
        register("green", "g1");
        router.shift(SHOP, Map.of("blue", 100.0));
        assertThat(countByTask(10)).containsOnlyKeys("b1");

        router.shift(SHOP, Map.of("green", 100.0));
        assertThat(countByTask(10)).containsOnlyKeys("g1");
    }

    @Test
    void sendsNothingToADeregisteredTarget() {
        register("blue", "b1");
        register("blue", "b2");
        router.shift(SHOP, Map.of("blue", 100.0));
        router.deregister("b1");

        assertThat(countByTask(10)).containsOnlyKeys("b2");
    }

    @Test
    void hasNoTargetWhereTheWeightedRevisionIsEmpty() {
        register("blue", "b1");
        router.shift(SHOP, Map.of("green", 100.0));

        assertThat(router.next(SHOP)).isEmpty();
        assertThat(router.next("service/other")).isEmpty();
    }

    @Test
    void keepsServicesApart() {
        register("blue", "b1");
        router.register("service/other", "blue", "o1", URI.create("http://127.0.0.1:2"));
        router.shift(SHOP, Map.of("blue", 100.0));
        router.shift("service/other", Map.of("blue", 100.0));

        assertThat(countByTask(10)).containsOnlyKeys("b1");
    }

    private void register(String revision, String task) {
        router.register(SHOP, revision, task, URI.create("http://127.0.0.1:1"));
    }

    private List<String> tasks(int requests) {
        return IntStream.range(0, requests).mapToObj(request -> router.next(SHOP)).flatMap(Optional::stream)
                .map(Target::taskArn).toList();
    }

    private Map<String, Long> countByTask(int requests) {
        return tasks(requests).stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
