package dev.tidegate.cdk;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.IGrantable;

/** How the migration task finds the database and logs in. */
final class DatabaseLogin {
    static final String URL = "TIDEGATE_DATABASE_URL";

    private DatabaseLogin() {}

    /** The runner's settings; where to look, and never a secret. Sorted, so that the same stack gives the same template. */
    static Map<String, String> environment(TaskOptions<?> options) {
        Map<String, String> environment = new TreeMap<>();
        options.databaseName.ifPresent(name -> {
            environment.put("TIDEGATE_DATABASE_NAME", name);
            options.database.flatMap(Database::address)
                    .ifPresent(address -> environment.put(URL, "jdbc:postgresql://" + address + "/" + name));
        });
        options.secret.ifPresent(secret -> environment.put("TIDEGATE_DATABASE_SECRET", secret.getSecretArn()));
        options.databaseUser.ifPresent(user -> {
            environment.put("TIDEGATE_DATABASE_USER", user);
            environment.put("TIDEGATE_DATABASE_IAM_AUTH", "true");
        });
        environment.putAll(options.environment);
        return environment;
    }

    static void grant(TaskOptions<?> options, IGrantable task) {
        options.secret.ifPresent(secret -> secret.grantRead(task));
        options.databaseUser.ifPresent(user -> options.database.flatMap(Database::login)
                .ifPresent(login -> login.accept(task, user)));
    }
}
