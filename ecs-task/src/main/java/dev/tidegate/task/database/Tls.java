package dev.tidegate.task.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/**
 * How sessions are encrypted and how the server proves who it is. For RDS, and for logins with a token, the server's
 * certificate and name are checked unless the URL asks for less.
 *
 * @param properties for the driver
 * @param warnings where the URL asks for less than it could have
 */
public record Tls(Map<String, String> properties, List<String> warnings) {
    /** Where the image has the certificates of the authorities of RDS. */
    public static final Path IMAGE_BUNDLE = Path.of("/opt/tidegate/rds-ca-bundle.pem");

    private static final String CHECKED = "verify-full";
    private static final List<String> UNENCRYPTED = List.of("disable", "allow", "prefer");
    private static final List<String> MODES = List.of("disable", "allow", "prefer", "require", "verify-ca", CHECKED);

    public Tls {
        properties = Map.copyOf(properties);
        warnings = List.copyOf(warnings);
    }

    /**
     * What there is to choose from.
     *
     * @param bundle the authorities' certificates; empty for those of the image
     * @param token whether the password is a token, which must never travel in the clear
     */
    public record Wish(Optional<Path> bundle, boolean token) {}

    /**
     * Decides for one database.
     *
     * @throws TaskException when the URL asks for what cannot be, or the certificates are missing
     */
    public static Tls of(DatabaseUrl url, Wish wish) {
        boolean rds = url.hostNames().stream().anyMatch(Rds::isEndpoint);
        Optional<String> asked = asked(url);
        asked.ifPresent(mode -> check(mode, wish.token()));
        if (asked.isEmpty() && !rds && !wish.token()) {
            return new Tls(Map.of(), List.of());
        }
        String mode = asked.orElse(CHECKED);
        List<String> warnings = mode.equals(CHECKED) || !rds
                ? List.of()
                : List.of("sslmode=" + mode + " in the url does not prove that the server is \"" + url.hosts()
                        + "\"; leave it out for " + CHECKED);
        boolean ours = mode.startsWith("verify") && (rds || wish.token() || wish.bundle().isPresent())
                && url.parameter("sslrootcert").isEmpty() && url.parameter("sslfactory").isEmpty();
        return new Tls(ours ? Map.of("sslmode", mode, "sslrootcert", present(wish).toString())
                : Map.of("sslmode",
                        mode), warnings);
    }

    /** The driver takes {@code ssl=true} for {@code verify-full}. */
    private static Optional<String> asked(DatabaseUrl url) {
        return url.parameter("sslmode").or(() -> url.parameter("ssl").map(Tls::mode));
    }

    private static String mode(String ssl) {
        return ssl.isEmpty() || ssl.equals("true") ? CHECKED : "prefer";
    }

    private static void check(String mode, boolean token) {
        if (!MODES.contains(mode)) {
            throw wrong("found \"sslmode=" + mode + "\"; allowed: " + String.join(", ", MODES));
        }
        if (token && UNENCRYPTED.contains(mode)) {
            throw wrong("found \"sslmode=" + mode + "\" with iam-auth, whose tokens must not travel unencrypted; leave"
                    + " it out for " + CHECKED);
        }
    }

    private static Path present(Wish wish) {
        Path bundle = wish.bundle().orElse(IMAGE_BUNDLE);
        if (!Files.isReadable(bundle)) {
            throw new TaskException(Failure.of(Outcome.WRONG_USAGE, "setting ca-bundle (TIDEGATE_DATABASE_CA_BUNDLE or"
                    + " --ca-bundle): cannot read a file \"" + bundle + "\", without which nobody can tell whether the"
                    + " server is the right one; put there"
                    + " https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem, or name the file that has the"
                    + " certificates"));
        }
        return bundle;
    }

    private static TaskException wrong(String what) {
        return new TaskException(Failure.of(Outcome.WRONG_USAGE,
                "setting url (TIDEGATE_DATABASE_URL or --url): " + what));
    }
}
