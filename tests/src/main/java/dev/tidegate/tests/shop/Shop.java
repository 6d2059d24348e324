package dev.tidegate.tests.shop;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;

/**
 * The application that the rehearsal deploys, one process per task. The environment configures it: {@code PORT},
 * {@code SHOP_VERSION} (41 or 42), {@code DATABASE_URL}, {@code DATABASE_USER}, {@code DATABASE_PASSWORD};
 * {@code MIGRATE_ON_START=true} with {@code MIGRATIONS} (a folder) to migrate before serving; {@code SHOP_IDLE=true} for
 * {@code /health} and nothing else; {@code SHOP_LINGER} (seconds) to go on working after SIGTERM.
 */
public final class Shop {
    private static final int CONNECTIONS = 4;

    private final ShopServer server;
    private final Optional<Work> work;
    private final int port;

    /** What a task with a database does. */
    private record Work(HikariDataSource pool, BackgroundJob job) {}

    private Shop(ShopServer server, Optional<Work> work) {
        this.server = server;
        this.work = work;
        this.port = server.start();
        work.ifPresent(present -> present.job().start());
    }

    /** Serves until SIGTERM, then ends with exit code 0. */
    public static void main(String[] arguments) throws IOException {
        // The server's defaults hold answers back for 40 ms and close connections that the client still wants to use.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        ShopSettings settings = ShopSettings.from(System.getenv());
        Shop shop = open(settings, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shop.stop(settings.linger())));
        System.out.println("shop " + settings.version() + " ready on port " + shop.port());
    }

    static Shop open(ShopSettings settings, PrintStream out) throws IOException {
        settings.migrations().ifPresent(scripts -> settings.database().ifPresent(to -> migrate(scripts, to)));
        ShopServer server = new ShopServer(settings.port(), settings.version());
        return new Shop(server, settings.database().map(database -> {
            HikariDataSource pool = connect(database, settings.version());
            Customers customers = new Customers(pool, Statements.of(settings.version()));
            BackgroundJob job = new BackgroundJob(customers, settings.version(), out);
            server.serve(customers, settings.reportHold());
            server.serve(job);
            return new Work(pool, job);
        }));
    }

    int port() {
        return port;
    }

    /** Finishes the requests in flight, goes on with background work for a while, and lets go of the database. */
    void close(Duration linger) throws InterruptedException {
        server.stop();
        Thread.sleep(linger);
        if (work.isPresent()) {
            work.get().job().finish();
            work.get().pool().close();
        }
    }

    private void stop(Duration linger) {
        try {
            close(linger);
            System.out.flush();
            // A JVM that is asked to stop by SIGTERM would exit with 143 however well it ended.
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void migrate(Path scripts, ShopSettings.Database database) {
        Flyway.configure().dataSource(database.url(), database.user(), database.password())
                .locations("filesystem:" + scripts).load().migrate();
    }

    private static HikariDataSource connect(ShopSettings.Database database, String version) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(3_000);
        config.addDataSourceProperty("ApplicationName", "shop/" + version);
        return new HikariDataSource(config);
    }
}
