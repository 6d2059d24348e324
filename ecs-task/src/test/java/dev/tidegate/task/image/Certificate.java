package dev.tidegate.task.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * The certificate of a server on this machine, signed by itself.
 *
 * @param certificate in PEM, also for the client, which trusts it
 * @param key its private key in PEM
 */
record Certificate(Path certificate, Path key) {
    private static final String PASSWORD = "changeit";

    /** Makes one, with the tool of the JDK that this runs on. */
    static Certificate make(Path folder) throws IOException {
        Path store = folder.resolve("server.p12");
        // The keys of RDS servers are of this kind by default.
        Tool.run(List.of(Tool.path("keytool"), "-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-validity", "2",
                "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-alias", "server", "-storetype",
                "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Key key = keys.getKey("server", PASSWORD.toCharArray());
            Path keyFile = write(folder.resolve("server.key"), "PRIVATE KEY", key.getEncoded());
            Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
            return new Certificate(write(folder.resolve("server.pem"), "CERTIFICATE",
                    keys.getCertificate("server").getEncoded()), keyFile);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read the key that keytool made", e);
        }
    }

    private static Path write(Path file, String what, byte[] encoded) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(encoded);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
    }
}
