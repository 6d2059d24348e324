package dev.tidegate.task.database;

/** The login of a stored secret, read again when the server refuses it: it may have been rotated in the meantime. */
public final class RotatingCredentials implements Credentials {
    private final Secret.Store store;
    private Secret secret;

    /**
     * Credentials that begin with a secret already read.
     *
     * @param store where to read it again
     */
    public RotatingCredentials(Secret secret, Secret.Store store) {
        this.secret = secret;
        this.store = store;
    }

    @Override
    public Login login() {
        return secret.login();
    }

    @Override
    public boolean renew() {
        Login refused = secret.login();
        secret = store.read(secret.id());
        return !secret.login().equals(refused);
    }

    @Override
    public String advice() {
        return "; " + secret
                + " was read again, its login is refused as well: while a rotation is under way this heals by"
                + " itself, otherwise somebody changed the password without changing the secret";
    }
}
