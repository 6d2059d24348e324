package dev.tidegate.lambda.aws;

/** Takes apart the ARNs of ECS. */
final class Arns {
    private Arns() {}

    /** What stands after the last slash: an id, a revision, {@code family:revision}; the text itself when there is none. */
    static String lastSegment(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
