package dev.tidegate.tests.container;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

import com.sun.net.httpserver.HttpServer;

/** What runs in the containers of {@link ProcessContainersTest}. */
final class SampleApplication {
    private SampleApplication() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "environment" -> new TreeMap<>(System.getenv()).forEach((name, value) -> System.out.println(name + "="
                    + value));
            case "fail" -> {
                System.err.println("cannot go on: \u20ac");
                System.exit(3);
            }
            case "wait" -> {
                System.out.println("waiting");
                new CountDownLatch(1).await();
            }
            case "pid" -> {
                System.out.println(ProcessHandle.current().pid());
                new CountDownLatch(1).await();
            }
            case "serve" -> serve(Integer.parseInt(System.getenv("PORT")));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Not healthy at the first question, as a program that is still starting. */
    private static void serve(int port) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        int[] questions = {0};
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(questions[0]++ == 0 ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
    }
}
