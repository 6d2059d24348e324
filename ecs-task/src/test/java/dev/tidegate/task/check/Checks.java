package dev.tidegate.task.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

import dev.tidegate.task.check.report.Checked;
import dev.tidegate.task.check.scratch.ScratchServer;
import dev.tidegate.task.database.DatabaseUrl;
import dev.tidegate.task.database.Login;
import dev.tidegate.task.script.Placeholders;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** Checks many cases, on several servers at once: roles are a whole server's, so no server may do two at a time. */
final class Checks implements AutoCloseable {
    private static final int SERVERS = 2;

    private final List<EmbeddedPostgres> servers = new ArrayList<>();
    private final BlockingQueue<EmbeddedPostgres> free = new LinkedBlockingQueue<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(SERVERS);
    private final Map<String, Future<List<Checked>>> results = new HashMap<>();

    private Checks() {}

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
    List<Checked> of(Case given) {
        try {
            return results.get(given.name()).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(given + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<Checked> check(Case given) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("tidegate-corpus");
        Path base = Files.writeString(folder.resolve("V1__base.sql"), "-- tidegate: pre-traffic\n" + given.base());
        Path script = Files.writeString(folder.resolve("V2__case.sql"), given.script());
        Release release = Release.read(folder, Optional.empty(), Optional.empty(), new Placeholders.Off());
        for (Path file : List.of(base, script, folder)) {
            Files.delete(file);
        }
        EmbeddedPostgres server = free.take();
        try (ScratchServer scratch = new ScratchServer(DatabaseUrl.parse("postgresql://localhost:" + server.getPort()
                + "/postgres").orElseThrow(), new Login("postgres", Optional.empty()))) {
            return new Check(scratch, Check.Wishes.NONE).run(release);
        } finally {
            free.add(server);
        }
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        for (EmbeddedPostgres server : servers) {
            server.close();
        }
    }
}
