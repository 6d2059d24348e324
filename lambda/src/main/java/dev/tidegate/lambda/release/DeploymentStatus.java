package dev.tidegate.lambda.release;

/** How the deployment stands, read just now. */
public sealed interface DeploymentStatus {
    /** It was announced and does not exist. @param what names it */
    record NotBegun(String what) implements DeploymentStatus {}

    /** Not finished. @param phase where it is, in AWS's own words */
    record UnderWay(String phase) implements DeploymentStatus {}

    /** Finished successfully for our target, and still the newest deployment of its service. */
    record Succeeded() implements DeploymentStatus {}

    /** Finished otherwise: failed, stopped, rolled back; or its service is no more. */
    record Failed(String how) implements DeploymentStatus {}

    /** Another deployment of the service came after it. */
    record Superseded(String by) implements DeploymentStatus {}

    /** AWS did not say. */
    record Unknown(String why) implements DeploymentStatus {}
}
