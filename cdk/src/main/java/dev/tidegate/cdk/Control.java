package dev.tidegate.cdk;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** The function that is woken, looks, decides and acts. It needs no network of its own and no secret. */
final class Control {
    private static final String HANDLER = "dev.tidegate.lambda.Handler";
    /** For the CPU share that comes with it, because most of its work is to start; half would be enough memory. */
    private static final int MEMORY_MB = 1024;
    /** It never waits for a migration; this is room for slow and repeated calls of AWS. */
    private static final Duration TIMEOUT = Duration.seconds(60);
    /** CodeDeploy gives a hook one hour. */
    private static final Duration LONGEST_LATE = Duration.hours(1);
    /** CodeDeploy's limited managed policy lets it call functions of this name only. */
    private static final String NAME_PREFIX = "CodeDeployHook_";
    private static final int LONGEST_NAME = 64;

    private Control() {}

    static Role role(Construct scope, PolicyDocument permissions) {
        // Inline, so that the role cannot exist without them: the service may call as soon as the function exists.
        return Role.Builder.create(scope, "FunctionRole").assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("Tidegate: read deployments and run migration tasks")
                .inlinePolicies(Map.of("tidegate", permissions)).build();
    }

    /** Known before the function exists, so that an AppSpec can name it. */
    static String name(Construct scope) {
        return NAME_PREFIX + Names.uniqueResourceName(scope, UniqueResourceNameOptions.builder().separator("_")
                .maxLength(LONGEST_NAME - NAME_PREFIX.length()).build());
    }

    static Function create(Construct scope, IRole role, Map<String, String> settings, ILogGroup log, IQueue lost,
            Optional<Number> reserved) {
        // Sorted, so that the same stack gives the same template.
        Map<String, String> environment = new TreeMap<>(settings);
        // Starts faster: the second compiler never pays off in a function that works for a second at a time.
        environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        return FunctionCode.with(code -> Function.Builder.create(scope, "Function").functionName(name(scope))
                .description("Tidegate: runs database migrations around deployments").code(code).handler(HANDLER)
                .runtime(Runtime.JAVA_25).architecture(Architecture.ARM_64).memorySize(MEMORY_MB).timeout(TIMEOUT)
                .environment(environment).logGroup(log).role(role).deadLetterQueue(lost).retryAttempts(2)
                .maxEventAge(LONGEST_LATE).reservedConcurrentExecutions(reserved.orElse(null)).build());
    }
}
