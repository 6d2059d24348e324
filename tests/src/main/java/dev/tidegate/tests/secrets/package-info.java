/** AWS Secrets Manager as far as the runner needs it. */
package dev.tidegate.tests.secrets;
