package dev.tidegate.task.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Stands between the runner and the server and cuts one connection, once: when the runner sends a message that is waited for,
 * before or after the server has received it. After it the server does what was asked, and nobody hears of it.
 */
final class CutConnections implements AutoCloseable {
    private final ServerSocket listening;
    private final int server;
    private final Cut cut;
    private final AtomicBoolean done = new AtomicBoolean();
    private final List<Socket> open = new ArrayList<>();

    CutConnections(int server, Cut cut) throws IOException {
        this.server = server;
        this.cut = cut;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /**
     * When to cut.
     *
     * @param message whether it is this one, as the runner sends it
     * @param received whether the server gets it first
     */
    record Cut(Predicate<String> message, boolean received) {}

    int port() {
        return listening.getLocalPort();
    }

    boolean happened() {
        return done.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = keep(listening.accept());
                Socket upstream = keep(new Socket(InetAddress.getLoopbackAddress(), server));
                Thread.ofVirtual().start(() -> pump(client, upstream, true));
                Thread.ofVirtual().start(() -> pump(upstream, client, false));
            }
        } catch (IOException _) {
            // The end of the test closes the socket.
        }
    }

    private synchronized Socket keep(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        open.add(socket);
        return socket;
    }

    private void pump(Socket from, Socket to, boolean fromRunner) {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                boolean now = fromRunner && cut.message().test(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))
                        && done.compareAndSet(false, true);
                if (!now || cut.received()) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
                if (now) {
                    // A client that is closed without a word; what the server answers goes nowhere.
                    from.setSoLinger(true, 0);
                    from.close();
                    return;
                }
            }
        } catch (IOException _) {
            // Either side may go; then the other one goes, too.
        }
    }

    @Override
    public synchronized void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
