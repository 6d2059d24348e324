package dev.tidegate.task.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            jdbc:postgresql://db/shop                         | jdbc:postgresql://db/shop                  | -
            postgresql://db:5433/shop                         | jdbc:postgresql://db:5433/shop             | -
            postgres://app@db/shop                            | jdbc:postgresql://db/shop                  | app
            jdbc:postgresql://db/shop?user=app&sslmode=require | jdbc:postgresql://db/shop?sslmode=require | app
            postgresql://a:1,b:2/shop?targetServerType=primary | jdbc:postgresql://a:1,b:2/shop?targetServerType=primary | -
            postgresql://o%40ps@[::1]:5432/shop               | jdbc:postgresql://[::1]:5432/shop          | o@ps
            """)
    void becomesTheDriversForm(String given, String jdbc, String user) {
        DatabaseUrl url = DatabaseUrl.parse(given).orElseThrow();

        assertThat(url.jdbc()).isEqualTo(jdbc);
        assertThat(url.user().orElse(null)).isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            postgresql://db/shop                      | [db]      | 5432 | -
            postgresql://a:1,b:2/shop?sslmode=require | [a, b]    | 1    | require
            postgresql://[fd00::7]:5433/shop?sslmode  | [fd00::7] | 5433 | ''
            postgresql://[fd00::7]/shop?sslmode=a&sslmode=b%2Bc&x=1 | [fd00::7] | 5432 | b+c
            """)
    void takesItselfApart(String given, String hosts, int port, String mode) {
        DatabaseUrl url = DatabaseUrl.parse(given).orElseThrow();

        assertThat(url.hostNames()).hasToString(hosts);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.parameter("sslmode").orElse(null)).isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "db/shop", "jdbc:mysql://db/shop", "postgresql://db", "postgresql://db/",
            "postgresql:///shop", "jdbc:postgresql:shop"})
    void refusesOtherForms(String given) {
        assertThat(DatabaseUrl.parse(given)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://app:secret@db/shop", "jdbc:postgresql://db/shop?user=app&password=secret",
            "mysql://app:secret@db/shop", "postgres://:secret@db/shop", "postgresql://app:se/cret@db/shop"})
    void seesAPassword(String given) {
        assertThat(DatabaseUrl.hasPassword(given)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://app@db:5432/shop", "jdbc:postgresql://db:5432/shop?sslmode=require",
            "postgresql://db:5432/shop?options=a@b"})
    void seesNoPasswordWhereThereIsNone(String given) {
        assertThat(DatabaseUrl.hasPassword(given)).isFalse();
    }
}
