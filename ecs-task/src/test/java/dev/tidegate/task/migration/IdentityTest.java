package dev.tidegate.task.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    @Test
    void readsVersionAndDescription() {
        assertThat(Identity.parse("V1_2__add_full_name.sql"))
                .contains(new Identity.Versioned(Version.of("1.2"), "add full name"));
        assertThat(Identity.parse("R__customer_view.sql")).contains(new Identity.Repeatable("customer view"));
        assertThat(Identity.parse("V1__2__b.sql")).contains(new Identity.Versioned(Version.of("1"), "2  b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1.sql", "V1_a.sql", "V__a.sql", "v1__a.sql", "U1__a.sql", "B1__a.sql",
            "beforeMigrate.sql", "V1__.sql", "V1__a.txt", "__a.sql", "R1__a.sql", "V1.__a.sql", "V1._2__a.sql",
            "V1__sql"})
    void doesNotUnderstandOtherNames(String name) {
        assertThat(Identity.parse(name)).isEmpty();
    }

    @Test
    void comparesVersionsAsNumbers() {
        assertThat(Version.of("1.10")).isGreaterThan(Version.of("1.9")).isLessThan(Version.of("2"));
        assertThat(Version.of("01.0")).isEqualTo(Version.of("1")).hasSameHashCodeAs(Version.of("1"));
        assertThat(Version.of("0.0")).isEqualTo(Version.of("0")).isLessThan(Version.of("0.1"));
        assertThat(Version.of("20260101000000000000")).isGreaterThan(Version.of("9999999999999999999"));
    }
}
