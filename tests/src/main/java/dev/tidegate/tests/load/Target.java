package dev.tidegate.tests.load;

import java.net.URI;

/**
 * A task that takes requests.
 *
 * @param revision service revision ARN or task set id
 * @param endpoint where it serves HTTP, without a path
 */
public record Target(String taskArn, String revision, URI endpoint) {}
