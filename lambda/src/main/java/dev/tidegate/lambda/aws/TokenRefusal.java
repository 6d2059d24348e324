package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.release.Caller;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Phase;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Tells a Step Functions state that its call was refused when nothing else of it can be understood or done. */
public final class TokenRefusal {
    private final Callers callers;

    /** @param clients asked only when somebody waits */
    public TokenRefusal(Supplier<SfnClient> clients) {
        callers = new Callers(clients);
    }

    /** @return whether anybody waits with that token */
    public boolean refuse(String taskToken, String why) {
        try {
            callers.refuse(new Caller(Phase.PRE_TRAFFIC, taskToken), why);
            return true;
        } catch (Cloud.AnswerNotTaken _) {
            return false;
        }
    }
}
