package dev.tidegate.tests.iam;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A role that keeps what was done with it, and denies what its policy does not allow. */
final class EnforcedRole {
    private final String name;
    private final Policy policy;
    private final Set<Access> accesses = new LinkedHashSet<>();
    private final List<Access> denied = new ArrayList<>();

    EnforcedRole(String name, Policy policy) {
        this.name = name;
        this.policy = policy;
    }

    /** @throws AwsServiceException as AWS answers when the access is denied */
    void use(Access access) {
        accesses.add(access);
        if (!policy.allows(access)) {
            denied.add(access);
            String message = "User: " + name + " is not authorized to perform: " + access.action() + " on resource: "
                    + access.resource();
            throw AwsServiceException.builder().message(message).statusCode(400).awsErrorDetails(AwsErrorDetails
                    .builder().errorCode("AccessDeniedException").errorMessage(message).build()).build();
        }
    }

    Policy policy() {
        return policy;
    }

    /** Everything it was used for, denied or not, each once. */
    Set<Access> accesses() {
        return accesses;
    }

    List<Access> denied() {
        return denied;
    }
}
