package dev.tidegate.lambda.release;

/** How the deployment stands, read just now. */
public sealed interface DeploymentStatus {
    /** Not finished. @param phase where it is, in AWS's own words */
    record UnderWay(String phase) implements DeploymentStatus {}

    /** Finished successfully for our target, and still the newest deployment of its service. */
    record Succeeded() implements DeploymentStatus {}

    /** Finished otherwise: failed, stopped, rolled back. */
    record Failed(String how) implements DeploymentStatus {}

    /** Another deployment of the service came after it. */
    record Superseded(String by) implements DeploymentStatus {}

    /** AWS did not say. */
    record Unknown(String why) implements DeploymentStatus {}
}
