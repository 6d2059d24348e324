package dev.tidegate.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.secretsmanager.ISecret;

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
        options.secret.ifPresent(secret -> grantRead(secret, task));
        options.databaseUser.ifPresent(user -> options.database.flatMap(Database::login)
                .ifPresent(login -> login.accept(task, user)));
    }

    /** Its value and no more: {@code ISecret.grantRead} would allow to describe it, and not to use an imported key. */
    private static void grantRead(ISecret secret, IGrantable task) {
        // Of a secret that was imported by its name the last characters of the ARN are not known.
        String arn = Optional.ofNullable(secret.getSecretFullArn()).orElseGet(() -> secret.getSecretArn() + "-??????");
        Grant.addToPrincipal(GrantOnPrincipalOptions.builder().grantee(task).actions(List.of(
                "secretsmanager:GetSecretValue")).resourceArns(List.of(arn)).build());
        Optional.ofNullable(secret.getEncryptionKey()).ifPresent(key -> Grant.addToPrincipal(GrantOnPrincipalOptions
                .builder().grantee(task).actions(List.of("kms:Decrypt")).resourceArns(List.of(key.getKeyArn()))
                .conditions(Map.of("StringEquals", Map.of("kms:ViaService", "secretsmanager." + Stack.of(secret)
                        .getRegion() + ".amazonaws.com"))).build()));
    }
}
