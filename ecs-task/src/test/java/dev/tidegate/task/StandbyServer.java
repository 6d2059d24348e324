package dev.tidegate.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL in recovery: a stopped one, started again as a replica of nothing. */
final class StandbyServer implements AutoCloseable {
    private final EmbeddedPostgres postgres;

    StandbyServer(Path folder) throws IOException {
        Path data = folder.resolve("data");
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start().close();
        Files.createFile(data.resolve("standby.signal"));
        postgres = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start();
    }

    int port() {
        return postgres.getPort();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
