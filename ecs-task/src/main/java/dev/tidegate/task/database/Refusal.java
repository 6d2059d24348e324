package dev.tidegate.task.database;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

import org.postgresql.util.PSQLException;

/** What it means that a session could not be opened. */
enum Refusal {
    /** The database is starting, failing over, full or out of reach: it may let us in in a moment. */
    AWAY,
    /** It only reads: after a failover the name may point to the old writer for a moment. */
    READ_ONLY,
    /** The password is wrong, or was changed. */
    LOGIN,
    /** The server's certificate is not trusted, or is another server's. */
    UNTRUSTED,
    /** Waiting does not help. */
    FINAL;

    /** The code with which PostgreSQL refuses to write. */
    static final String READ_ONLY_STATE = "25006";

    static Refusal of(SQLException error) {
        String state = Optional.ofNullable(error.getSQLState()).orElse("");
        if (state.equals(READ_ONLY_STATE)) {
            return READ_ONLY;
        }
        if (state.startsWith("28")) {
            return LOGIN;
        }
        return switch (SqlState.of(error)) {
            case AWAY -> isAboutTrust(error) ? UNTRUSTED : AWAY;
            case NO_ENTRY, LOCK_NOT_AVAILABLE, CANCELED, OTHER -> FINAL;
        };
    }

    /**
     * The driver reports certificates it does not trust as a broken connection (08006), with the certificate's problem as
     * a cause further down; and a name that does not fit as one without any cause.
     */
    private static boolean isAboutTrust(SQLException error) {
        return "08006".equals(error.getSQLState()) && (isTheDriversOwn(error)
                || Stream.<Throwable>iterate(error, cause -> cause != null, Throwable::getCause)
                        .anyMatch(cause -> cause instanceof CertificateException
                                || cause instanceof CertPathValidatorException));
    }

    private static boolean isTheDriversOwn(SQLException error) {
        return error.getCause() == null
                && error instanceof PSQLException thrown && thrown.getServerErrorMessage() == null;
    }
}
