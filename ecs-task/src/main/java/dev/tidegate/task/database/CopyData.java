package dev.tidegate.task.database;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;

/** The data of {@code COPY … FROM STDIN}, which JDBC has no words for. */
public final class CopyData {
    private CopyData() {}

    /** Loads {@code data} with the statement {@code sql}. */
    public static void load(Connection connection, String sql, String data) throws SQLException {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
