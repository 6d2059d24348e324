package dev.tidegate.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of our own, made with the JDK's keytool. */
public final class Authority {
    private static final String PASSWORD = "keytool";

    private final Path folder;

    Authority(Path folder) {
        this.folder = folder;
        keytool("authority", "-genkeypair", "-keyalg", "EC", "-dname", "CN=Authority", "-ext", "bc:c");
        keytool("authority", "-exportcert", "-rfc", "-file", certificate().toString());
    }

    /** Its certificate, as a bundle of one. */
    public Path certificate() {
        return folder.resolve("authority.pem");
    }

    /** The certificate of a server that it signed. */
    Path serverCertificate() {
        return folder.resolve("server.pem");
    }

    /** The server's key, readable by its owner only, as PostgreSQL demands. */
    Path serverKey() {
        return folder.resolve("server.key");
    }

    /** Makes the key and the certificate of a server with these names. */
    Authority sign(String names) {
        Path request = folder.resolve("server.csr");
        keytool("server", "-genkeypair", "-keyalg", "EC", "-dname", "CN=Server");
        keytool("server", "-certreq", "-file", request.toString());
        keytool("authority", "-gencert", "-rfc", "-ext", "san=" + names, "-infile", request.toString(), "-outfile",
                serverCertificate().toString());
        try {
            KeyStore store = KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
            byte[] key = store.getKey("server", PASSWORD.toCharArray()).getEncoded();
            Files.writeString(serverKey(), "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, "\n".getBytes(
                    StandardCharsets.US_ASCII)).encodeToString(key) + "\n-----END PRIVATE KEY-----\n");
            Files.setPosixFilePermissions(serverKey(), PosixFilePermissions.fromString("rw-------"));
            return this;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keytool(String alias, String command, String... more) {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                .toString(), command, "-alias", alias, "-keystore", folder.resolve("keys.p12").toString(),
                "-storepass", PASSWORD));
        line.addAll(List.of(more));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
