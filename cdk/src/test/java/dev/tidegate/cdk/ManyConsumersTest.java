package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.cdk.template.PlainTemplate;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ClusterAttributes;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateServiceAttributes;

/** How many services may use one database: a role's policies have at most 10,240 characters, a function's variables 4 KB. */
class ManyConsumersTest {
    private static final int LONGEST_POLICIES = 10_240;
    private static final int LONGEST_VARIABLES = 4_096;
    private final Given given = new Given("many", (stack, vpc) -> Cluster.fromClusterAttributes(stack, "Cluster",
            ClusterAttributes.builder().clusterName("production-cluster-of-the-shop").vpc(vpc).build()));
    private final FargateService web = given.service("Web").serviceName("web").build();

    @Test
    void asManyAsAreAllowedFit() throws JsonProcessingException {
        Tidegate tidegate = given.tidegate("Tidegate").service(web).consumers(services(LimitChecks.MOST_SERVICES))
                .alarms(Alarm.fromAlarmName(given.stack, "Busy", "shop-5xx")).approval(true).delay(Duration.hours(4))
                .build();
        tidegate.attachTo(web);
        tidegate.postTraffic(given.stack, "Await", "$.release");
        Map<String, Map<String, Object>> resources = PlainTemplate.synthesised(Readable.of(given.stack).json(), Map.of(
                "AWS::Region", "eu-west-1", "AWS::AccountId", "123456789012"));

        String policies = json(Readable.properties(resources.get("TidegateFunctionRole")).get("Policies"));
        assertThat(policies).contains("service-revision/production-cluster-of-the-shop/a-service-with-a-long-name-20/*")
                .hasSizeBetween(LONGEST_POLICIES / 2, LONGEST_POLICIES);
        assertThat(json(Readable.properties(resources.get("TidegateFunction")).get("Environment"))).hasSizeBetween(
                LONGEST_VARIABLES / 4, LONGEST_VARIABLES);
    }

    @Test
    void oneMoreIsRefused() {
        Tidegate.Builder builder = given.tidegate("Tidegate").service(web).consumers(services(21));

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage("Tidegate \"Tidegate\": consumers: "
                + "expected at most 20 services, given 21; the ARNs of more do not fit into the function's role. Leave "
                + "some out and stop their old code yourself before the post-traffic phase (.approval(true))");
    }

    private Consumer[] services(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> "a-service-with-a-long-name-" + number).map(
                name -> Consumer.service(FargateService.fromFargateServiceAttributes(given.stack, name,
                        FargateServiceAttributes.builder().cluster(given.cluster).serviceName(name).build())))
                .toArray(Consumer[]::new);
    }

    private static String json(Object value) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(value);
    }
}
