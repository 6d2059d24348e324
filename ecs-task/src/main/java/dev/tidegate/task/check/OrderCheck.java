package dev.tidegate.task.check;

import java.sql.Connection;
import java.sql.SQLException;
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

/**
 * Whether a fresh installation, which runs everything in the order of versions, comes to the same schema as a deployment, which
 * runs the pre-traffic scripts first.
 */
final class OrderCheck {
    private final ScratchServer server;
    private final Release release;

    OrderCheck(ScratchServer server, Release release) {
        this.server = server;
        this.release = release;
    }

    /** @param deployed the schema after the deployment */
    Optional<Finding> run(Snapshot deployed) throws SQLException {
        List<Source> inOrder = release.inOrder();
        if (inOrder.equals(release.asDeployed())) {
            return Optional.empty();
        }
        try (Connection connection = server.connect(server.create())) {
            ScriptRun run = new ScriptRun(server, connection);
            for (Source source : release.before()) {
                run.run(source);
            }
            Map<Key, Map<String, String>> wanted = deployed.comparable();
            Snapshot before = read(connection);
            Snapshot current = before;
            Map<Source, Set<Key>> touched = new java.util.LinkedHashMap<>();
            for (Source source : inOrder) {
                try {
                    run.run(source);
                } catch (SQLException e) {
                    return Optional.of(finding(source,
                            "fails on a fresh database, where scripts run in the order of their"
                                    + " versions: " + e.getMessage().lines().findFirst().orElse("")));
                }
                Snapshot after = read(connection);
                Set<Key> keys = new HashSet<>();
                Difference.between(current, after).changes().forEach(change -> keys.add(change.key()));
                touched.put(source, keys);
                current = after;
            }
            return first(wanted, current.comparable(), touched);
        }
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

    private static Optional<Finding> first(Map<Key, Map<String, String>> deployed, Map<Key, Map<String, String>> fresh,
            Map<Source, Set<Key>> touched) {
        Set<Key> different = new HashSet<>(deployed.keySet());
        different.addAll(fresh.keySet());
        different.removeIf(key -> deployed.getOrDefault(key, Map.of()).equals(fresh.getOrDefault(key, Map.of()))
                && deployed
                        .containsKey(key) == fresh.containsKey(key));
        return touched.entrySet().stream().filter(entry -> entry.getValue().stream().anyMatch(different::contains))
                .findFirst()
                .map(entry -> finding(entry.getKey(),
                        "comes to another schema when scripts run in the order of their versions,"
                                + " as on a fresh database, than when pre-traffic scripts run first: " + different
                                        .stream().filter(
                                                entry.getValue()::contains).map(Key::toString).sorted().findFirst()
                                        .orElseThrow()));
    }

    private static Finding finding(Source source, String message) {
        return new Finding(Code.ORDER_MATTERS, Code.ORDER_MATTERS.severity(true), source.file(), 1, "", source.file(),
                message,
                Fix.NONE, Optional.empty(), Optional.empty());
    }
}
