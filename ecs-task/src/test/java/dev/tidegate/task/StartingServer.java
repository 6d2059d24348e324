package dev.tidegate.task;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Stands before a server and refuses the first clients in PostgreSQL's own protocol, each with one error code; the others it
 * leads on. {@link #SILENCE} takes the connection and never answers.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message Formats</a>
 */
final class StartingServer implements AutoCloseable {
    static final String SILENCE = "-----";

    private final ServerSocket door;
    private final int behind;
    private final Deque<String> refusals;
    private final Deque<Socket> open = new ArrayDeque<>();

    StartingServer(int behind, String... refusals) {
        this.behind = behind;
        this.refusals = new ArrayDeque<>(List.of(refusals));
        try {
            door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::answer);
    }

    String url(String database) {
        return "postgresql://localhost:" + door.getLocalPort() + "/" + database + "?sslmode=disable";
    }

    private void answer() {
        try {
            while (true) {
                Socket client = door.accept();
                open.add(client);
                if (refusals.isEmpty()) {
                    lead(client);
                } else {
                    refuse(client, refusals.removeFirst());
                }
            }
        } catch (SocketException e) {
            assertClosed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertClosed(SocketException e) {
        if (!door.isClosed()) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuse(Socket client, String state) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        in.skipNBytes(in.readInt() - Integer.BYTES);
        if (state.equals(SILENCE)) {
            return;
        }
        byte[] fields = ("SFATAL\0VFATAL\0C" + state + "\0Mthe database system is not ready\0\0")
                .getBytes(StandardCharsets.UTF_8);
        OutputStream out = client.getOutputStream();
        out.write('E');
        out.write(new byte[]{0, 0, 0, (byte) (fields.length + Integer.BYTES)});
        out.write(fields);
        client.close();
    }

    private void lead(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
        open.add(server);
        Thread.ofVirtual().start(() -> pour(client, server));
        Thread.ofVirtual().start(() -> pour(server, client));
    }

    private static void pour(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (SocketException e) {
            // The other direction has ended, and closed both.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
