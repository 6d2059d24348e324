package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.shop.ShopRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.Task;

/** What tests ask of the shop's rehearsals. */
final class Shops {
    private Shops() {}

    /** The deployment of a release over release 41. @param folder where images may be unpacked */
    static Plan plan(Path folder, DeploymentKind kind, ShopRelease release) {
        Path images = folder.resolve(UUID.randomUUID().toString());
        try {
            return Plan.of(kind, ShopRelease.V41.copyTo(images.resolve("old")), release.copyTo(images.resolve("new")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> columns(Rehearsal rehearsal) throws SQLException {
        return query(rehearsal, "SELECT column_name FROM information_schema.columns WHERE table_name = 'customer'");
    }

    static List<String> history(Rehearsal rehearsal) throws SQLException {
        return query(rehearsal, "SELECT version || ' ' || success FROM flyway_schema_history ORDER BY installed_rank");
    }

    private static List<String> query(Rehearsal rehearsal, String sql) throws SQLException {
        try (Connection connection = rehearsal.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** The migration tasks of a release, such as {@code pre/1}, oldest first. */
    static List<String> startedBy(Rehearsal rehearsal, String id) {
        return rehearsal.migrationTasks().stream().map(Task::startedBy)
                .map(startedBy -> startedBy.replace("tidegate/" + id + "/", "")).toList();
    }
}
