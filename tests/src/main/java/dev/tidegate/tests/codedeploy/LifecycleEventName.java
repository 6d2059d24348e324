package dev.tidegate.tests.codedeploy;

/**
 * The lifecycle events of an ECS deployment in their order; see
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html.
 */
enum LifecycleEventName {
    BEFORE_INSTALL("BeforeInstall"), INSTALL("Install"), AFTER_INSTALL("AfterInstall"), ALLOW_TEST_TRAFFIC(
            "AllowTestTraffic"), AFTER_ALLOW_TEST_TRAFFIC("AfterAllowTestTraffic"), BEFORE_ALLOW_TRAFFIC(
                    "BeforeAllowTraffic"), ALLOW_TRAFFIC("AllowTraffic"), AFTER_ALLOW_TRAFFIC("AfterAllowTraffic");

    private final String awsName;

    LifecycleEventName(String awsName) {
        this.awsName = awsName;
    }

    String awsName() {
        return awsName;
    }
}
