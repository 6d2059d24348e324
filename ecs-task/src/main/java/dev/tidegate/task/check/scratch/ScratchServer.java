package dev.tidegate.task.check.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import dev.tidegate.task.database.Credentials;
import dev.tidegate.task.database.Database;
import dev.tidegate.task.database.DatabaseFailure;
import dev.tidegate.task.database.DatabaseUrl;
import dev.tidegate.task.database.Login;
import dev.tidegate.task.database.Patience;
import dev.tidegate.task.database.Session;
import dev.tidegate.task.database.Tls;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/**
 * A server on which databases are made and thrown away. What belongs to the whole server, its roles, is put back as it was.
 * Nothing else on it is touched.
 */
public final class ScratchServer implements AutoCloseable {
    private static final String PREFIX = "tidegate_check_";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DatabaseUrl url;
    private final Login login;
    private final List<String> databases = new ArrayList<>();
    private final Set<String> rolesBefore;
    private final Connection maintenance;

    /**
     * Logs in.
     *
     * @param url of any database on it
     * @param login a superuser's: only one can put on other roles
     * @throws TaskException when it cannot be reached, or the login is no superuser
     */
    public ScratchServer(DatabaseUrl url, Login login) {
        this.url = url;
        this.login = login;
        this.maintenance = connect(url.database());
        try {
            if (!query("SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper").contains("1")) {
                throw new TaskException(Failure.of(Outcome.WRONG_USAGE, "\"" + login + "\" is no superuser of "
                        + url.hosts() + "; check needs a scratch server of its own, such as the container postgres"));
            }
            rolesBefore = Set.copyOf(query("SELECT rolname FROM pg_roles"));
        } catch (SQLException e) {
            throw DatabaseFailure.of("cannot use the scratch server", e);
        }
    }

    /** The server's major version. */
    public int major() throws SQLException {
        return maintenance.getMetaData().getDatabaseMajorVersion();
    }

    /** Whether a role came with the scripts. */
    public boolean isOurs(String role) {
        return !rolesBefore.contains(role);
    }

    /** Makes an empty database and gives its name. */
    public String create() throws SQLException {
        return create("template0");
    }

    /** Makes a copy of a database that nobody is connected to. */
    public String create(String template) throws SQLException {
        String name = PREFIX + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX);
        execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        databases.add(name);
        return name;
    }

    /** Makes a role that cannot log in, unless it is there. */
    void createRole(String role) throws SQLException {
        if (query("SELECT rolname FROM pg_roles").stream().noneMatch(role::equals)) {
            execute("CREATE ROLE \"" + role.replace("\"", "\"\"") + "\"");
        }
    }

    /** A session as the superuser. */
    public Connection connect(String database) {
        DatabaseUrl there = new DatabaseUrl(url.hosts(), database, url.parameters(), Optional.empty());
        Tls tls = Tls.of(there, new Tls.Wish(Optional.empty(), false));
        Connection connection = new Database(new Database.Target(there, tls, true), Credentials.fixed(login),
                new Session(
                        "tidegate/check", Duration.ZERO, Duration.ZERO), new Patience(PATIENCE, Optional.empty(), Clock
                                .systemUTC(), (pause, why) -> Thread.sleep(pause))).getConnection();
        try (Statement statement = connection.createStatement()) {
            // One session waits in its transaction while another one works.
            statement.execute("RESET idle_in_transaction_session_timeout");
            return connection;
        } catch (SQLException e) {
            throw DatabaseFailure.of("cannot use the scratch server", e);
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Statement statement = maintenance.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = maintenance.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Throws away what was made. */
    @Override
    public void close() {
        try (maintenance) {
            for (String database : databases) {
                execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
            }
            Set<String> roles = new HashSet<>(query("SELECT rolname FROM pg_roles"));
            roles.removeAll(rolesBefore);
            for (String role : roles) {
                execute("DROP ROLE \"" + role.replace("\"", "\"\"") + "\"");
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of("cannot clean up the scratch server", e);
        }
    }
}
