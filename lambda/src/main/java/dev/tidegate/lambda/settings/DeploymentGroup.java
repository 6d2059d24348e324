package dev.tidegate.lambda.settings;

/** A CodeDeploy deployment group. */
public record DeploymentGroup(String application, String name) {}
