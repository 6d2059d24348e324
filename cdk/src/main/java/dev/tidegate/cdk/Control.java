package dev.tidegate.cdk;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** The function that is woken, looks, decides and acts. It needs no network of its own and no secret. */
final class Control {
    private static final String HANDLER = "dev.tidegate.lambda.Handler";
    /** For the CPU share that comes with it, because most of its work is to start; half would be enough memory. */
    private static final int MEMORY_MB = 1024;
    /** It never waits for a migration; this is room for slow and repeated calls of AWS. */
    private static final Duration TIMEOUT = Duration.seconds(60);

    private Control() {}

    static Function create(Construct scope, Code code, Map<String, String> settings, Permissions permissions) {
        LogGroup log = LogGroup.Builder.create(scope, "Log").retention(RetentionDays.THREE_MONTHS).build();
        // Inline, so that the role cannot exist without them: the service may call as soon as the function exists.
        Role role = Role.Builder.create(scope, "FunctionRole").assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("Tidegate: read deployments and run migration tasks")
                .inlinePolicies(Map.of("tidegate",
                        PolicyDocument.Builder.create().statements(permissions.ofFunction(log)).build()))
                .build();
        // Sorted, so that the same stack gives the same template.
        Map<String, String> environment = new TreeMap<>(settings);
        // Starts faster: the second compiler never pays off in a function that works for a second at a time.
        environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        return Function.Builder.create(scope, "Function")
                .description("Tidegate: runs database migrations around deployments").code(code).handler(HANDLER)
                .runtime(Runtime.JAVA_25).architecture(Architecture.ARM_64).memorySize(MEMORY_MB).timeout(TIMEOUT)
                .environment(environment).logGroup(log).role(role).build();
    }
}
