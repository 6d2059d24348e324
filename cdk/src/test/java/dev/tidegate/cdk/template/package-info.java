/** The plain CloudFormation template: whether it is valid, and the same as the construct. */
package dev.tidegate.cdk.template;
