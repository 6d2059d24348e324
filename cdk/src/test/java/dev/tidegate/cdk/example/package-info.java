/** A whole app as a user writes it; it sees only what is public. */
package dev.tidegate.cdk.example;
