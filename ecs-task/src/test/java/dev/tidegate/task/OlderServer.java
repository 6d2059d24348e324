package dev.tidegate.task;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * Stands before a server and gives it out for another version of PostgreSQL, in the message that tells a client so; everything
 * else it passes on as it is.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message Formats, ParameterStatus</a>
 */
final class OlderServer implements AutoCloseable {
    private static final byte PARAMETER_STATUS = 'S';
    private static final String NAME = "server_version\0";

    private final ServerSocket door;
    private final String version;

    OlderServer(String version) throws IOException {
        this.version = version;
        this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answer);
    }

    String url(String database) {
        return "postgresql://localhost:" + door.getLocalPort() + "/" + database + "?sslmode=disable";
    }

    private void answer() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), TestDatabase.port());
                Thread.ofVirtual().start(() -> ask(client, server));
                Thread.ofVirtual().start(() -> tell(server, client));
            }
        } catch (SocketException e) {
            if (!door.isClosed()) {
                throw new UncheckedIOException(e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ask(Socket client, Socket server) {
        try (client; server) {
            client.getInputStream().transferTo(server.getOutputStream());
        } catch (SocketException e) {
            // The other direction has ended, and closed both.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Socket server, Socket client) {
        try (server; client) {
            DataInputStream in = new DataInputStream(server.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                byte type = in.readByte();
                byte[] body = in.readNBytes(in.readInt() - Integer.BYTES);
                byte[] told = type == PARAMETER_STATUS ? instead(body) : body;
                out.writeByte(type);
                out.writeInt(told.length + Integer.BYTES);
                out.write(told);
            }
        } catch (EOFException | SocketException e) {
            // One of the two has hung up.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] instead(byte[] parameter) {
        return new String(parameter, StandardCharsets.UTF_8).startsWith(NAME)
                ? (NAME + version + "\0").getBytes(StandardCharsets.UTF_8)
                : parameter;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
