package dev.tidegate.task.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdsTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            shop.abc123.eu-west-1.rds.amazonaws.com,             eu-west-1
            SHOP.ABC123.EU-WEST-1.RDS.AMAZONAWS.COM,             EU-WEST-1
            shop.cluster-abc123.us-gov-west-1.rds.amazonaws.com, us-gov-west-1
            shop.abc123.rds.cn-north-1.amazonaws.com.cn,         cn-north-1
            shop.abc123.cn-north-1.rds.amazonaws.com.cn,         cn-north-1
            shop.rds.amazonaws.com,                              -
            """)
    void knowsEndpointsAndTheirRegion(String host, String region) {
        assertThat(Rds.isEndpoint(host)).isTrue();
        assertThat(Rds.region(host).orElse(null)).isEqualTo(region);
    }

    @ParameterizedTest
    @CsvSource({"localhost", "db.example.com", "rds.amazonaws.com.example.com", "xrds.amazonaws.com",
            "shop.eu-west-1.rds.amazonaws.community", "10.0.0.7"})
    void knowsWhatIsNone(String host) {
        assertThat(Rds.isEndpoint(host)).isFalse();
        assertThat(Rds.region(host)).isEmpty();
    }

    @Test
    void warnsOfProxiesAndReaders() {
        assertThat(Rds.warnings(url("shop.proxy-abc123.eu-west-1.rds.amazonaws.com:5432")))
                .containsExactly("\"shop.proxy-abc123.eu-west-1.rds.amazonaws.com\" is an RDS Proxy: migrations pin its"
                        + " connections and are subject to its timeouts; take the endpoint of the database itself");
        assertThat(Rds.warnings(url("shop.cluster-ro-abc123.eu-west-1.rds.amazonaws.com")))
                .containsExactly(
                        "\"shop.cluster-ro-abc123.eu-west-1.rds.amazonaws.com\" is the endpoint of the readers:"
                                + " migrations need the writer; take \"shop.cluster-abc123.eu-west-1.rds.amazonaws.com\"");
        assertThat(Rds.warnings(url("shop.cluster-abc123.eu-west-1.rds.amazonaws.com,db.proxy-a.example.com")))
                .isEmpty();
    }

    private static DatabaseUrl url(String hosts) {
        return DatabaseUrl.parse("postgresql://" + hosts + "/shop").orElseThrow();
    }
}
