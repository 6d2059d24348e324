package dev.tidegate.task.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

import dev.tidegate.task.database.DatabaseUrl;
import dev.tidegate.task.database.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTextTest {
    private static final String EXPECTED = "secret \"shop/db\": expected a JSON object such as {\"username\": …,"
            + " \"password\": …, \"host\": …, \"port\": 5432, \"dbname\": …} for PostgreSQL, of which only the first two"
            + " are needed; found ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            "host":"db"                                          | jdbc:postgresql://db/shop
            "host":"db","port":5433                              | jdbc:postgresql://db:5433/shop
            "host":"db","port":"5433","engine":"postgres"        | jdbc:postgresql://db:5433/shop
            "host":"db","port":"","engine":"aurora-postgresql"   | jdbc:postgresql://db/shop
            "host":"db","port":null,"masterarn":"arn:aws:x"      | jdbc:postgresql://db/shop
            "host":"fd00::7","port":5433                         | jdbc:postgresql://[fd00::7]:5433/shop
            "port":5433                                          | -
            "host":""                                            | -
            "host":"db/shop?sslmode=disable&x="                  | -
            "host":"evil@db"                                     | -
            """)
    void makesTheUrl(String members, String jdbc) {
        Secret secret = parse("{\"username\":\"app\",\"password\":\"hunter2\"," + members + "}");

        assertThat(secret.url("shop").map(DatabaseUrl::jdbc).orElse(null)).isEqualTo(jdbc);
    }

    @Test
    void keepsOddNamesWhole() {
        Secret secret = parse("{\"username\":\"a b\",\"password\":\"p\\\"& é\",\"host\":\"db\",\"dbname\":\"a b?c\"}");

        assertThat(secret.login().user()).isEqualTo("a b");
        assertThat(secret.login().password()).contains("p\"& é");
        assertThat(secret.url(secret.database().orElseThrow()).orElseThrow().jdbc())
                .isEqualTo("jdbc:postgresql://db/a%20b%3Fc");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hunter2                                                     | something else (not shown)
            "hunter2"                                                   | something else (not shown)
            ["hunter2"]                                                 | something else (not shown)
            {"username":"app","password":"hunter2"                      | something else (not shown)
            {"username":"app","password":hunter2}                       | something else (not shown)
            {"username":"app"}                                          | no text for "password"
            {"password":"hunter2"}                                      | no text for "username"
            {"username":"app","password":7}                             | no text for "password"
            {"username":"app","password":"hunter2","port":"hunter2"}    | a "port" that is none (not shown)
            {"username":"app","password":"hunter2","port":70000}        | a "port" that is none (not shown)
            {"username":"app","password":"hunter2","engine":"mysql"}    | the engine "mysql"
            """)
    void saysWhatIsWrongWithoutShowingAnyOfIt(String text, String found) {
        assertThatThrownBy(() -> parse(text)).hasMessage(EXPECTED + found).satisfies(thrown -> {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            assertThat(trace.toString()).doesNotContain("hunter2");
        });
    }

    @Test
    void doesNotReadBytes() {
        assertThatThrownBy(() -> SecretText.parse("shop/db", Optional.empty()))
                .hasMessage(EXPECTED + "something else (not shown)");
    }

    private static Secret parse(String text) {
        return SecretText.parse("shop/db", Optional.of(text));
    }
}
