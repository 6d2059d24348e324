package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExampleTest {
    @Test
    void synthesises() {
        assertThat(Shop.TEMPLATE.of("AWS::ECS::Service", "")).containsOnlyKeys("WebService", "WorkerService");
        assertThat(Shop.WRITTEN).isNotEmptyFile();
    }
}
