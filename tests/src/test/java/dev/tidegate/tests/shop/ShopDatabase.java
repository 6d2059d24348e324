package dev.tidegate.tests.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A fresh database in the one PostgreSQL of this test JVM. */
public final class ShopDatabase {
    private static final AtomicInteger CREATED = new AtomicInteger();

    private final String name = "shop_" + CREATED.incrementAndGet();

    private static final class Server {
        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    public ShopDatabase() {
        run(Server.RUNNING.getPostgresDatabase(), "CREATE DATABASE " + name);
    }

    /** Applies the release's scripts up to a version, the way plain Flyway does. */
    public ShopDatabase migrate(ShopRelease release, String upTo) {
        flyway(release, upTo).load().migrate();
        return this;
    }

    FluentConfiguration flyway(ShopRelease release, String upTo) {
        try {
            Path scripts = release.copyTo(Files.createTempDirectory("shop-migrations"));
            return Flyway.configure().dataSource(dataSource()).locations("filesystem:" + scripts).target(upTo);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public DataSource dataSource() {
        return Server.RUNNING.getDatabase("postgres", name);
    }

    ShopSettings.Database settings() {
        return new ShopSettings.Database(Server.RUNNING.getJdbcUrl("postgres", name), "postgres", "postgres");
    }

    public void run(String sql) {
        run(dataSource(), sql);
    }

    /** The first column of the first row. */
    public String ask(String sql) {
        try (Connection connection = dataSource().getConnection();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    private static void run(DataSource database, String sql) {
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }
}
