/**
 * Puts Tidegate into a CDK stack: {@link dev.tidegate.cdk.Tidegate} is the whole API.
 */
package dev.tidegate.cdk;
