package dev.tidegate.task.database;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/**
 * Says why a session could not be opened.
 *
 * @param advice where to look when the login was refused
 */
record LoginFailure(Database.Target target, Login login, String advice) {
    /** How a run ends over it. */
    TaskException of(Refusal refusal, SQLException error, Tries tries) {
        Optional<String> writer = target.url().hostNames().stream().flatMap(host -> Rds.writerOf(host).stream())
                .findFirst();
        String message = "cannot log in to database " + target.url() + " as \"" + login + "\"" + tries.text() + ": "
                + reason(error);
        return switch (refusal) {
            case AWAY, FINAL -> DatabaseFailure.of(Outcome.UNREACHABLE, message, error);
            case LOGIN -> DatabaseFailure.of(Outcome.UNREACHABLE, message + advice, error);
            case UNTRUSTED -> DatabaseFailure.of(Outcome.UNREACHABLE, message + trust(), error);
            // No wait turns the endpoint of the readers into the writer's, while any other name may follow a failover.
            case READ_ONLY -> writer.map(name -> DatabaseFailure.of(Outcome.WRONG_USAGE,
                    message + "; migrations need the writer: take \"" + name + "\" for the host", error))
                    .orElseGet(() -> DatabaseFailure.of(Outcome.UNREACHABLE,
                            message + "; migrations need a server that writes", error));
        };
    }

    /**
     * Why, in one line. The driver says no more than "The connection attempt failed." when it knows no better, and keeps what
     * the network said as a cause.
     */
    static String reason(SQLException error) {
        Optional<Throwable> network = Stream.<Throwable>iterate(error, cause -> cause != null, Throwable::getCause)
                .filter(IOException.class::isInstance).reduce((outer, inner) -> inner);
        return network.map(LoginFailure::said).filter(said -> !error.getMessage().contains(said))
                .map(said -> error.getMessage().replaceFirst("\\.$", "") + ": " + said).orElse(error.getMessage());
    }

    private static String said(Throwable network) {
        String message = Optional.ofNullable(network.getMessage()).orElse(network.getClass().getSimpleName());
        return switch (network) {
            case UnknownHostException unknown -> "unknown host \"" + message.replaceFirst(":.*", "") + "\"";
            case SocketTimeoutException timeout -> "no answer in time (" + message + ")";
            default -> message.replaceFirst("^Connection ", "");
        };
    }

    private String trust() {
        return "; the server's certificate must be for the host " + target.url().hostNames().stream()
                .map(name -> "\"" + name + "\"").collect(Collectors.joining(" or ")) + Optional.ofNullable(target.tls()
                        .properties().get("sslrootcert"))
                        .map(file -> " and come from an authority in \"" + file + "\" (setting ca-bundle)")
                        .orElse("");
    }
}
