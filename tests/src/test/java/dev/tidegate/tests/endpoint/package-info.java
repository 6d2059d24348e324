/**
 * What an emulator of AWS can serve, tried against any endpoint: the ledger on DynamoDB, the runner's login with a secret
 * of Secrets Manager, the function's events on EventBridge.
 */
package dev.tidegate.tests.endpoint;
