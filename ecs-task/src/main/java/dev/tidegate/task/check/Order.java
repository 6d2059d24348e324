package dev.tidegate.task.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.task.check.scratch.Source;
import dev.tidegate.task.migration.Identity;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.PendingScripts;
import dev.tidegate.task.migration.Plan;
import dev.tidegate.task.migration.PreTrafficOrder;
import dev.tidegate.task.migration.Reason;
import dev.tidegate.task.migration.Script;
import dev.tidegate.task.migration.Step;
import dev.tidegate.task.migration.Verdict;
import dev.tidegate.task.migration.WhenUnmarked;

/**
 * An order in which the scripts up to a release may run, from an empty database on. All must come to the same schema.
 *
 * @param when it comes about
 */
record Order(String when, List<Source> sources) {
    private static final Comparator<Source> BY_VERSION = (one, other) -> Identity.ORDER.compare(one.script().identity(),
            other.script().identity());

    Order {
        sources = List.copyOf(sources);
    }

    /** This release on the fully migrated one before it, its pre-traffic scripts first: the order that is observed. */
    static Order deployed(Release release) {
        return new Order("when pre-traffic scripts run first", concat(release.before(), release.asDeployed()));
    }

    /** The others, each that differs from all before it. */
    static List<Order> others(Release release) {
        List<Order> orders = new ArrayList<>(List.of(deployed(release)));
        Order fresh = new Order("when scripts run in the order of their versions, as on a fresh database,", fresh(
                release));
        Order inOrder = new Order("when the new scripts run in the order of their versions", concat(release.before(),
                release.inOrder()));
        for (Order order : List.of(fresh, inOrder, overlapping(release))) {
            if (orders.stream().noneMatch(known -> known.sources().equals(order.sources()))) {
                orders.add(order);
            }
        }
        return orders.subList(1, orders.size());
    }

    private static List<Source> concat(List<Source> one, List<Source> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** Of a repeatable script only its newest form is known there. */
    private static List<Source> fresh(Release release) {
        Set<String> renewed = release.asDeployed().stream().map(source -> source.script().identity().key()).collect(
                Collectors.toSet());
        return Stream.concat(release.before().stream().filter(source -> !renewed.contains(source.script().identity()
                .key())), release.asDeployed().stream()).sorted(BY_VERSION).toList();
    }

    /**
     * Both releases' pre-traffic scripts before both releases' post-traffic scripts, as far as the runner would let them: marks
     * with {@code after=} free a script of those of the release before that are still pending.
     */
    private static Order overlapping(Release release) {
        List<Script> all = concat(release.before(), release.asDeployed()).stream().map(Source::script).toList();
        Set<String> fresh = release.asDeployed().stream().map(Source::file).collect(Collectors.toSet());
        Set<String> done = new HashSet<>();
        while (true) {
            List<Script> pending = all.stream().filter(script -> !done.contains(script.file())).toList();
            Plan plan = PreTrafficOrder.plan(new PendingScripts(all, pending, WhenUnmarked.PRE_TRAFFIC).migrations());
            Set<String> needed = plan.blocked().stream().flatMap(Order::stands).filter(file -> !fresh.contains(file))
                    .collect(Collectors.toSet());
            if (needed.isEmpty()) {
                return overlapping(release, plan);
            }
            done.addAll(needed);
        }
    }

    /** What the release before must have run for a migration to run. */
    private static Stream<String> stands(Step step) {
        return step.verdict().why() instanceof Reason.DependsOnLater(var phase, Migration on)
                ? Stream.of(on.file())
                : Stream.empty();
    }

    private static Order overlapping(Release release, Plan plan) {
        Set<String> later = plan.steps().stream().filter(step -> step.verdict() instanceof Verdict.Later).map(
                step -> step.migration().file()).collect(Collectors.toSet());
        List<Source> late = release.before().stream().filter(source -> later.contains(source.file())).toList();
        List<Source> rest = Stream.concat(late.stream(), release.postTraffic().stream()).sorted(BY_VERSION).toList();
        List<Source> early = release.before().stream().filter(source -> !late.contains(source)).toList();
        return new Order("when it runs while post-traffic scripts of the release before are pending"
                + (late.isEmpty() ? "" : late.stream().map(Source::file).collect(Collectors.joining(", ", " (", ")"))),
                concat(concat(early, release.preTraffic()), rest));
    }
}
