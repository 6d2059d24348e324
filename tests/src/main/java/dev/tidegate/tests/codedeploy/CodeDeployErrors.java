package dev.tidegate.tests.codedeploy;

import java.util.function.Supplier;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;

/** CodeDeploy's modelled exceptions, with what a client sees of them. */
final class CodeDeployErrors {
    private CodeDeployErrors() {}

    /** @param builder such as {@code DeploymentDoesNotExistException::builder} */
    static CodeDeployException of(Supplier<? extends CodeDeployException.Builder> builder, String message) {
        var unnamed = builder.get();
        var code = unnamed.build().getClass().getSimpleName();
        return (CodeDeployException) unnamed.message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("CodeDeploy")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .statusCode(400)
                .build();
    }
}
