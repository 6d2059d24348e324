package dev.tidegate.task.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

import dev.tidegate.task.check.report.Checked;
import dev.tidegate.task.check.scratch.ScratchServer;
import dev.tidegate.task.database.DatabaseUrl;
import dev.tidegate.task.database.Login;
import dev.tidegate.task.migration.Version;
import dev.tidegate.task.script.Placeholders;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Statements;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** Checks many cases, on several servers at once: roles are a whole server's, so no server may do two at a time. */
final class Checks implements AutoCloseable {
    private static final int SERVERS = 2;

    private final List<EmbeddedPostgres> servers = new ArrayList<>();
    private final BlockingQueue<EmbeddedPostgres> free = new LinkedBlockingQueue<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(SERVERS);
    private final Map<String, Future<Result>> results = new HashMap<>();

    private Checks() {}

    /**
     * @param checked what was found
     * @param refusals what the server refused of the SQL that was suggested
     */
    record Result(List<Checked> checked, List<String> refusals) {}

    /** Begins with all of them. */
    static Checks start(List<Case> cases) throws IOException {
        Checks checks = new Checks();
        for (int server = 0; server < SERVERS; server++) {
            checks.servers.add(EmbeddedPostgres.builder().setServerConfig("fsync", "off").start());
        }
        checks.free.addAll(checks.servers);
        cases.forEach(each -> checks.results.put(each.name(), checks.workers.submit(() -> checks.check(each))));
        return checks;
    }

    /** What was found in this one; waits for it. */
    Result of(Case given) {
        try {
            return results.get(given.name()).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(given + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Result check(Case given) throws IOException, InterruptedException, SQLException {
        Release release = release(given);
        EmbeddedPostgres server = free.take();
        try {
            Supplier<ScratchServer> servers = () -> new ScratchServer(DatabaseUrl.parse("postgresql://localhost:"
                    + server
                            .getPort() + "/postgres").orElseThrow(), new Login("postgres", Optional.empty()));
            List<Checked> checked;
            try (ScratchServer scratch = servers.get()) {
                checked = new Check(scratch, wishes(given)).run(release);
            }
            try (ScratchServer scratch = servers.get()) {
                return new Result(checked, SuggestedSql.refusals(scratch, release, checked));
            }
        } finally {
            free.add(server);
        }
    }

    private static Release release(Case given) throws IOException {
        Path folder = Files.createTempDirectory("tidegate-corpus");
        List<Path> files = new ArrayList<>(List.of(Files.writeString(folder.resolve("V1__base.sql"),
                "-- tidegate: pre-traffic\n" + given.base())));
        for (String script : given.scripts()) {
            files.add(Files.writeString(folder.resolve("V" + (files.size() + 1) + "__case.sql"), script));
        }
        Release release = Release.read(folder, Optional.empty(), Version.parse("1"), new Placeholders.Off());
        files.add(folder);
        for (Path file : files) {
            Files.delete(file);
        }
        return release;
    }

    private static Check.Wishes wishes(Case given) {
        return new Check.Wishes(Map.of(), Optional.empty(), statements(given.statements()), statements(given
                .statementsAfter()));
    }

    private static List<String> statements(String text) {
        return Statements.of(text).stream().map(Statement::text).toList();
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        for (EmbeddedPostgres server : servers) {
            server.close();
        }
    }
}
