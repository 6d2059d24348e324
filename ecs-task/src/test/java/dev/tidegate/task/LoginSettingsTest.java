package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the ways to log in, one. */
class LoginSettingsTest {
    private static final String SECRET = "setting secret (TIDEGATE_DATABASE_SECRET or --secret): ";

    @TempDir
    private Path folder;

    @Test
    void refusesAUserAPasswordAndATokenBesideASecret() {
        Program.Ended pre = program().with("TIDEGATE_DATABASE_PASSWORD", "hunter2").run("pre", "--secret", "shop/db",
                "--user=app", "--iam-auth", "--url=postgresql://app@db/shop", "--database=shop");

        assertThat(pre.exit()).isEqualTo(2);
        assertThat(pre.err()).isEqualTo(
                """
                        tidegate-task: 6 problems
                          setting user (TIDEGATE_DATABASE_USER or --user): found together with secret; the secret names who logs in, \
                        leave it out
                          setting password (TIDEGATE_DATABASE_PASSWORD): found together with secret; the secret has the password, \
                        leave it out
                          setting iam-auth (TIDEGATE_DATABASE_IAM_AUTH or --iam-auth): found together with secret; expected one way to \
                        log in
                          setting url (TIDEGATE_DATABASE_URL or --url): found the user "app" in it; the secret names who logs in, leave \
                        it out
                          setting database (TIDEGATE_DATABASE_NAME or --database): found together with url, which names the database
                          setting iam-auth (TIDEGATE_DATABASE_IAM_AUTH or --iam-auth): found together with a password; expected one \
                        way to log in
                        """);
    }

    @Test
    void wantsTheSecretsNameAndNotWhatIsInIt() {
        String content = "{\"username\":\"app\",\"password\":\"hunter2\"}";

        assertThat(program().with("TIDEGATE_DATABASE_SECRET", content).run("pre").err()).isEqualTo(
                "tidegate-task: 1 problem\n  " + SECRET
                        + "found something that may hold a password (not shown); allowed:"
                        + " the ARN of a secret of AWS Secrets Manager, or its name\n");
        assertThat(program().run("pre", "--secret=arn:aws:ssm:eu-west-1:1:parameter/x").err()).isEqualTo(
                "tidegate-task: 1 problem\n  " + SECRET
                        + "found \"arn:aws:ssm:eu-west-1:1:parameter/x\"; allowed: the ARN"
                        + " of a secret of AWS Secrets Manager, or its name\n");
    }

    @Test
    void signsForOneHost() {
        assertThat(program().run("pre", "--iam-auth", "--url=postgresql://app@a,b/shop?sslmode=require").err())
                .isEqualTo(
                        "tidegate-task: setting iam-auth (TIDEGATE_DATABASE_IAM_AUTH or --iam-auth): found 2 hosts in the url;"
                                + " expected one, a login is signed for one endpoint\n");
    }

    @Test
    void doesNotTakeATokenForACleartextLogin() {
        assertThat(program().run("pre", "--iam-auth", "--url=postgresql://app@db/shop?sslmode=disable").err())
                .isEqualTo(
                        "tidegate-task: setting url (TIDEGATE_DATABASE_URL or --url): found \"sslmode=disable\" with iam-auth,"
                                + " whose tokens must not travel unencrypted; leave it out for verify-full\n");
    }

    @Test
    void warnsOfAliases() {
        GuardedServer server = GuardedServer.started();
        try (AwsAccount account = AwsAccount.at("http://localhost:1")) {
            Program.Ended alias = program().run("pre", "--connect-within=0s", "--iam-auth",
                    "--url=postgresql://app@localhost:" + server.port() + "/postgres?sslmode=require");

            assertThat(alias.progress()).containsExactly("warning: \"localhost\" is no endpoint of RDS: an IAM login"
                    + " signed for an alias is refused; take the endpoint itself");
            assertThat(alias.exit()).isEqualTo(7);
            assertThat(account.region()).isNotEmpty();
        }
    }

    @Test
    void warnsOfProxiesAndWeakChecks() {
        program();
        Program.Ended proxy = new TaskProcess(folder, Map.of("TIDEGATE_MIGRATIONS", folder.toString()))
                .run(List.of(), "pre", "--connect-within=0s",
                        "--url=postgresql://app@a.proxy-b.eu-west-1.rds.amazonaws.com,localhost:1/shop?sslmode=prefer");

        assertThat(proxy.progress()).hasSize(2).first().asString().startsWith(
                "warning: sslmode=prefer in the url does");
        assertThat(proxy.progress().getLast()).startsWith("warning: \"a.proxy-b.eu-west-1.rds.amazonaws.com\" is an RDS"
                + " Proxy: ");
    }

    private Program program() {
        return new Program(folder).script("V1__a.sql", "-- tidegate: any", "create table a (id int);");
    }
}
