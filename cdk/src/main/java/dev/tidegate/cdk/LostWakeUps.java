package dev.tidegate.cdk;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The queue of wake-ups that could not be delivered or handled. Nothing reads it: the next sweep looks again anyway. It
 * is there to be noticed and to be looked into.
 */
final class LostWakeUps {
    private LostWakeUps() {}

    static Queue create(Construct scope) {
        return Queue.Builder.create(scope, "LostWakeUps").encryption(QueueEncryption.SQS_MANAGED).enforceSsl(true)
                .retentionPeriod(Duration.days(14)).build();
    }
}
