package dev.tidegate.task;

import java.time.Duration;
import java.util.List;

import dev.tidegate.task.aws.IamToken;
import dev.tidegate.task.aws.SecretsManager;
import dev.tidegate.task.database.Credentials;
import dev.tidegate.task.database.Database;
import dev.tidegate.task.database.DatabaseUrl;
import dev.tidegate.task.database.Login;
import dev.tidegate.task.database.Patience;
import dev.tidegate.task.database.Rds;
import dev.tidegate.task.database.RotatingCredentials;
import dev.tidegate.task.database.Secret;
import dev.tidegate.task.database.Session;
import dev.tidegate.task.database.Tls;
import dev.tidegate.task.migration.Durations;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.report.Progress;
import dev.tidegate.task.settings.Settings;
import dev.tidegate.task.settings.Values;
import dev.tidegate.task.stop.Stop;

/**
 * The way to the database, as the settings describe it. The classes of {@code aws} are named only where the settings ask for
 * them: loading the SDK takes longer than a run with nothing to do.
 */
final class Access {
    private final Values values;
    private final Stop stop;
    private final Progress progress;

    Access(Values values, Stop stop, Progress progress) {
        this.values = values;
        this.stop = stop;
        this.progress = progress;
    }

    /** How messages call the database before anything is read or opened. */
    static String title(Values values) {
        return values.find(Settings.URL).map(DatabaseUrl::toString)
                .orElseGet(() -> "of secret \"" + values.get(Settings.SECRET) + "\"");
    }

    /**
     * The database.
     *
     * @param writes whether a server that only reads is refused
     * @throws TaskException when the settings cannot be followed, or a secret not read
     */
    Database open(Session session, boolean writes) {
        if (values.find(Settings.SECRET).isPresent()) {
            return open(new SecretsManager(), session, writes);
        }
        DatabaseUrl url = values.get(Settings.URL);
        Database.Target target = new Database.Target(url, tls(url), writes);
        Credentials credentials = values.get(Settings.IAM_AUTH)
                ? token(url)
                : Credentials.fixed(new Login(values.user(), values.find(Settings.PASSWORD)));
        return new Database(target, credentials, session, patience());
    }

    private Database open(Secret.Store store, Session session, boolean writes) {
        Secret secret = store.read(values.get(Settings.SECRET));
        DatabaseUrl url = values.find(Settings.URL).orElseGet(() -> url(secret));
        Database.Target target = new Database.Target(url, tls(url), writes);
        return new Database(target, new RotatingCredentials(secret, store), session, patience());
    }

    private DatabaseUrl url(Secret secret) {
        String name = values.find(Settings.DATABASE).or(secret::database).orElseThrow(() -> wrong(secret
                + " has no \"dbname\"; set TIDEGATE_DATABASE_NAME or --database"));
        return secret.url(name).orElseThrow(() -> wrong(secret
                + " has no \"host\" that is understood; set TIDEGATE_DATABASE_URL or --url"));
    }

    private Tls tls(DatabaseUrl url) {
        Tls tls = Tls.of(url, new Tls.Wish(values.find(Settings.CA_BUNDLE), values.get(Settings.IAM_AUTH)));
        tls.warnings().forEach(progress::warn);
        Rds.warnings(url).forEach(progress::warn);
        return tls;
    }

    private Credentials token(DatabaseUrl url) {
        List<String> hosts = url.hostNames();
        if (hosts.size() > 1) {
            throw wrong("setting iam-auth (TIDEGATE_DATABASE_IAM_AUTH or --iam-auth): found " + hosts.size()
                    + " hosts in the url; expected one, a login is signed for one endpoint");
        }
        if (!Rds.isEndpoint(hosts.getFirst())) {
            progress.warn("\"" + hosts.getFirst() + "\" is no endpoint of RDS: an IAM login signed for an alias is"
                    + " refused; take the endpoint itself");
        }
        return new IamToken(new IamToken.Endpoint(hosts.getFirst(), url.port()), values.user());
    }

    private Patience patience() {
        return new Patience(values.get(Settings.CONNECT_WITHIN), values.find(Settings.DEADLINE), stop.clock(),
                this::pause);
    }

    private void pause(Duration pause, String why) throws InterruptedException {
        progress.say("cannot log in yet, trying again in " + Durations.text(pause) + ": " + why);
        stop.sleep(pause);
        stop.check("the database could be reached: " + why);
    }

    private static TaskException wrong(String message) {
        return new TaskException(Failure.of(Outcome.WRONG_USAGE, message));
    }
}
