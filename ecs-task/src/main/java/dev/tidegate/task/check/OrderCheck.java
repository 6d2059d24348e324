package dev.tidegate.task.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tidegate.task.check.catalog.Difference;
import dev.tidegate.task.check.catalog.Key;
import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.check.catalog.SnapshotReader;
import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Fix;
import dev.tidegate.task.check.scratch.ScratchServer;
import dev.tidegate.task.check.scratch.ScriptRun;
import dev.tidegate.task.check.scratch.Source;
import dev.tidegate.task.migration.PendingScripts;
import dev.tidegate.task.migration.PreTrafficOrder;
import dev.tidegate.task.migration.WhenUnmarked;
import dev.tidegate.task.report.Reasons;

/** Whether the scripts come to the same schema in every order in which they may run. */
final class OrderCheck {
    private final ScratchServer server;
    private final Release release;

    OrderCheck(ScratchServer server, Release release) {
        this.server = server;
        this.release = release;
    }

    /** @param deployed the schema after the deployment */
    List<Finding> run(Snapshot deployed) throws SQLException {
        List<Finding> found = new ArrayList<>(blocked());
        for (Order order : release.asDeployed().isEmpty() ? List.<Order>of() : Order.others(release)) {
            run(order, deployed.comparable()).ifPresent(found::add);
        }
        return found;
    }

    /** What the runner would refuse before it runs anything. */
    private List<Finding> blocked() {
        var scripts = release.inOrder().stream().map(Source::script).toList();
        return PreTrafficOrder.plan(new PendingScripts(scripts, scripts, WhenUnmarked.PRE_TRAFFIC).migrations())
                .blocked().stream().map(step -> finding(Code.ORDER_BLOCKED, step.migration().file(),
                        "the runner refuses the release: it is " + Reasons.text(step.verdict().why()))).toList();
    }

    /** Only where the schemas differ it matters who was the first. */
    private Optional<Finding> run(Order order, Map<Key, Map<String, String>> deployed) throws SQLException {
        try (Connection connection = server.connect(server.create())) {
            ScriptRun run = new ScriptRun(server, connection);
            for (Source source : order.sources()) {
                try {
                    run.run(source);
                } catch (SQLException e) {
                    return Optional.of(blame(order, source, "fails " + order.when().replaceFirst(",$", "") + ": " + e
                            .getMessage().lines().findFirst().orElse("")));
                }
            }
            Set<Key> different = different(deployed, read(connection).comparable());
            return different.isEmpty() ? Optional.empty() : Optional.of(first(order, different));
        }
    }

    private Finding first(Order order, Set<Key> different) throws SQLException {
        int common = 0;
        while (common < release.before().size() && release.before().get(common).equals(order.sources().get(common))) {
            common++;
        }
        try (Connection connection = server.connect(server.create())) {
            ScriptRun run = new ScriptRun(server, connection);
            for (Source source : order.sources().subList(0, common)) {
                run.run(source);
            }
            Snapshot current = read(connection);
            for (Source source : order.sources().subList(common, order.sources().size())) {
                run.run(source);
                Snapshot after = read(connection);
                Optional<Key> touched = Difference.between(current, after).changes().stream().map(
                        Difference.Change::key).filter(different::contains).min((one, other) -> one.toString()
                                .compareTo(other.toString()));
                if (touched.isPresent()) {
                    return blame(order, source, differs(order, touched.get()));
                }
                current = after;
            }
            // What one script left out in this order, none has touched.
            return blame(order, order.sources().getLast(), differs(order, different.iterator().next()));
        }
    }

    private String differs(Order order, Key key) {
        return "comes to another schema " + order.when() + " than " + Order.deployed(release).when() + ": " + key;
    }

    private static Set<Key> different(Map<Key, Map<String, String>> one, Map<Key, Map<String, String>> other) {
        Set<Key> different = new HashSet<>(one.keySet());
        different.addAll(other.keySet());
        different.removeIf(key -> one.containsKey(key) && one.get(key).equals(other.get(key)));
        return different;
    }

    /** A script of the release before is not to be changed any more: the finding is that of the new one before it. */
    private Finding blame(Order order, Source source, String what) {
        List<Source> fresh = release.asDeployed();
        if (fresh.contains(source)) {
            return finding(Code.ORDER_MATTERS, source.file(), what);
        }
        List<Source> until = order.sources().subList(0, order.sources().indexOf(source));
        Source last = until.reversed().stream().filter(fresh::contains).findFirst().orElse(fresh.getFirst());
        return finding(Code.ORDER_MATTERS, last.file(), "with it, " + source.file() + " " + what);
    }

    private static Snapshot read(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return SnapshotReader.read(connection);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static Finding finding(Code code, String file, String message) {
        return new Finding(code, code.severity(true), file, 1, "", file, message, Fix.NONE, Optional.empty(), Optional
                .empty());
    }
}
